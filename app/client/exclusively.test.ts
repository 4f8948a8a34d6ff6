import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { exclusively } from './exclusively.ts';
import { openRequestsDatabase } from './requests-database.ts';

const HOUR_MS = 3_600_000;

async function twoPages() {
  const leases = await openRequestsDatabase(crypto.randomUUID());
  const clock = { nowMs: 0 };
  const turns = ['one', 'two'].map((page) =>
    exclusively('outbox', { locks: undefined, leases, page, now: () => clock.nowMs }),
  ) as [ReturnType<typeof exclusively>, ReturnType<typeof exclusively>];
  return { turns, clock };
}

test('without locks of the browser a second page is told that another has its turn', async () => {
  const { turns } = await twoPages();
  const ran: string[] = [];
  const [one, two] = turns;
  await one(async () => {
    ran.push('one');
    expect(await two(async () => void ran.push('two'))).toBe(false);
  });
  expect(await two(async () => void ran.push('two'))).toBe(true);
  expect(ran).toEqual(['one', 'two']);
});

test('a page that failed gives its turn back', async () => {
  const { turns } = await twoPages();
  const [one, two] = turns;
  await expect(one(() => Promise.reject(new Error('closed')))).rejects.toThrow('closed');
  expect(await two(async () => {})).toBe(true);
});

test('a page that slept through its turn is told so before its next step', async () => {
  const { turns, clock } = await twoPages();
  const [one, two] = turns;
  await one(async (keep) => {
    expect(await keep()).toBe(true);
    clock.nowMs += HOUR_MS;
    await two(async () => {
      expect(await keep()).toBe(false);
    });
  });
});

test('with locks of the browser pages wait in line', async () => {
  const asked: string[] = [];
  const locks = {
    request: async (name: string, work: () => Promise<void>) => {
      asked.push(name);
      await work();
    },
  } as unknown as LockManager;
  const leases = await openRequestsDatabase(crypto.randomUUID());
  const turn = exclusively('outbox', { locks, leases, page: 'one', now: () => 0 });
  expect(await turn(async (keep) => expect(await keep()).toBe(true))).toBe(true);
  expect(asked).toEqual(['outbox']);
});
