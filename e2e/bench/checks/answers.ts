// Does a contender answer as an event store must? Asked before anything is measured, of a store of its own.
import { type BenchEvent, Conflict, type Connection, type Expected } from '../contenders/contender.ts';
import type { EventMaker } from '../page/events.ts';

/** A question, and what is wrong with the answer; undefined when nothing is. */
interface Check {
  readonly title: string;
  readonly ask: (store: Connection, events: EventMaker) => Promise<string | undefined>;
}

const CHECKS: readonly Check[] = [
  {
    title: 'event numbers without a gap',
    async ask(store, events) {
      const all = events.make(6);
      await store.append('numbers', -1, all.slice(0, 1));
      await store.append('numbers', 0, all.slice(1, 4));
      await store.append('numbers', 'any', all.slice(4));
      return differs(await store.readForwards('numbers', 0, 10), all);
    },
  },
  {
    title: 'a wrong expected version is a conflict',
    async ask(store, events) {
      const stored = events.make(3);
      await store.append('versions', -1, stored);
      const behind = await outcomeOf(store, 'versions', 0, events.make(1));
      const ahead = await outcomeOf(store, 'versions', 7, events.make(1));
      if (behind !== 'conflict' || ahead !== 'conflict') return `answered ${behind} and ${ahead}`;
      return differs(await store.readForwards('versions', 0, 10), stored);
    },
  },
  {
    title: 'a retry is acknowledged and not written',
    async ask(store, events) {
      const all = events.make(5);
      await store.append('retries', -1, all.slice(0, 2));
      await store.append('retries', 1, all.slice(2));
      const whole = await outcomeOf(store, 'retries', 1, all.slice(2));
      const across = await outcomeOf(store, 'retries', -1, all);
      const any = await outcomeOf(store, 'retries', 'any', all.slice(3));
      const outcomes = [whole, across, any];
      if (outcomes.some((each) => each !== 'already_committed')) return `answered ${outcomes.join(', ')}`;
      return differs(await store.readForwards('retries', 0, 10), all);
    },
  },
  {
    title: 'an overlap is refused whole',
    async ask(store, events) {
      const [stored, others] = [events.make(3), events.make(2)];
      await store.append('overlaps', -1, stored);
      const outcomes = [
        await outcomeOf(store, 'overlaps', 1, [...stored.slice(2), ...others]),
        await outcomeOf(store, 'overlaps', 'any', [...stored.slice(2), ...others]),
      ];
      if (outcomes.some((each) => each !== 'conflict')) return `answered ${outcomes.join(', ')}`;
      return differs(await store.readForwards('overlaps', 0, 10), stored);
    },
  },
  {
    title: 'the last page, newest first',
    async ask(store, events) {
      const all = events.make(30);
      await store.append('pages', -1, all);
      const page = await store.readBackwards('pages', 10);
      return differs([...page].reverse(), all.slice(20), 20);
    },
  },
  {
    title: 'all events in the order of their commits',
    async ask(store, events) {
      const before = await readWhole(store);
      const [first, second] = [events.make(2), events.make(2)];
      await store.append('order-b', -1, first);
      await store.append('order-a', -1, second);
      const ids = (await readWhole(store)).slice(before.length);
      const wanted = [...first, ...second].map(({ id }) => id);
      return ids.join() === wanted.join() ? undefined : `read ${ids.length} events in another order`;
    },
  },
];

/** What is wrong, one line for each check that failed. */
export async function checkAnswers(store: Connection, events: EventMaker): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { title, ask } of CHECKS) {
    const found = await ask(store, events).catch(String);
    if (found !== undefined) wrong.push(`${title}: ${found}`);
  }
  return wrong;
}

async function outcomeOf(
  store: Connection,
  stream: string,
  expected: Expected,
  events: readonly BenchEvent[],
): Promise<string> {
  try {
    return await store.append(stream, expected, events);
  } catch (error) {
    if (error instanceof Conflict) return 'conflict';
    throw error;
  }
}

/** @param first number of the first event */
function differs(
  read: Awaited<ReturnType<Connection['readForwards']>>,
  wanted: readonly BenchEvent[],
  first = 0,
): string | undefined {
  if (read.length !== wanted.length) return `${read.length} events instead of ${wanted.length}`;
  const wrong = wanted.findIndex(({ id, type, data }, index) => {
    const event = read[index];
    return (
      event?.eventNumber !== first + index || event.id !== id || event.type !== type || event.data !== data
    );
  });
  return wrong < 0 ? undefined : `another event in place ${first + wrong}`;
}

async function readWhole(store: Connection): Promise<readonly string[]> {
  const PAGE = 7;
  const ids: string[] = [];
  let page = await store.readAll('start', PAGE);
  while (page.events.length > 0) {
    ids.push(...page.events.map(({ id }) => id));
    page = await store.readAll(page.next, PAGE);
  }
  return ids;
}
