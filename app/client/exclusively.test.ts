import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { exclusively, LEASE_MS } from './exclusively.ts';
import { openRequestsDatabase } from './requests-database.ts';

async function twoPages() {
  const leases = await openRequestsDatabase(crypto.randomUUID());
  const clock = { nowMs: 0 };
  const turns = ['one', 'two'].map((page) =>
    exclusively('outbox', { locks: undefined, leases, page, clock: () => clock.nowMs }),
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
    expect(await two(async () => {})).toBe(false);
    clock.nowMs += LEASE_MS;
    await two(async () => {
      expect(await keep()).toBe(false);
    });
  });
});

test('a page that works keeps its turn for as long as it takes', async () => {
  const { turns, clock } = await twoPages();
  const [one, two] = turns;
  await one(async (keep) => {
    for (let step = 0; step < 5; step += 1) {
      expect(await two(async () => {})).toBe(false);
      clock.nowMs += LEASE_MS - 1;
      expect(await two(async () => {})).toBe(false);
      expect(await keep()).toBe(true);
      clock.nowMs += 1;
    }
  });
});

test('a turn that ended and began anew is another one', async () => {
  const { turns, clock } = await twoPages();
  const [one, two] = turns;
  await one(async () => expect(await two(async () => {})).toBe(false));
  clock.nowMs += LEASE_MS;
  await one(async () => expect(await two(async () => {})).toBe(false));
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
  const turn = exclusively('outbox', { locks, leases, page: 'one', clock: () => 0 });
  expect(await turn(async (keep) => expect(await keep()).toBe(true))).toBe(true);
  expect(asked).toEqual(['outbox']);
});
