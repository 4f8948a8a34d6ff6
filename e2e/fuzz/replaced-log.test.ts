// Logs that are replaced at random moments: a subscription meets one log whole and in order, or ends with the error.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  deleteEventStore,
  type EventStore,
  jsonEvent,
  LogReplacedError,
  openEventStore,
} from '../../lib/index.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';

const by = fc.nat(1);
const deed = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), by, events: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ kind: fc.constant('replace' as const), by }),
  fc.record({ kind: fc.constant('subscribe' as const), by, toAll: fc.boolean() }),
);

/** The last event of the last log. */
const END = 'end';

interface Followed {
  /** As `log:number`. */
  readonly met: readonly string[];
  /** Undefined: it met the end. */
  readonly error: unknown;
}

async function follow(store: EventStore, toAll: boolean): Promise<Followed> {
  const met: string[] = [];
  try {
    for await (const { event } of toAll ? store.subscribeToAll() : store.subscribeToStream('s')) {
      met.push(String(event?.data));
      if (event?.data === END) break;
    }
    return { met, error: undefined };
  } catch (error) {
    return { met, error };
  }
}

let count = 0;

test(
  'whenever a log is replaced, a subscription meets all of one log in order, or ends with the error',
  () =>
    tryProperty('replaced logs', 12, [fc.array(deed, { minLength: 4, maxLength: 14 })], async (deeds) => {
      const name = `replaced ${count++}`;
      const stores = [await openEventStore({ name }), await openEventStore({ name })];
      const following: Promise<Followed>[] = [];
      let [log, length] = [0, 0];
      for (const each of deeds) {
        const store = stores[each.by] as EventStore;
        if (each.kind === 'subscribe') following.push(follow(store, each.toAll));
        if (each.kind === 'append') {
          const data = () => `${log}:${length++}`;
          const events = Array.from({ length: each.events }, () => jsonEvent({ type: 'T', data: data() }));
          await store.appendToStream('s', events);
        }
        if (each.kind === 'replace') {
          await deleteEventStore(name);
          [log, length] = [log + 1, 0];
        }
      }
      await stores[0]?.appendToStream('s', jsonEvent({ type: 'T', data: END }));
      for (const { met, error } of await Promise.all(following)) {
        const [of] = met[0] === END ? [String(log)] : (met[0]?.split(':') ?? []);
        const whole = Array.from({ length: error ? met.length : length }, (_, n) => `${of}:${n}`);
        expect(met).toEqual(error ? whole : [...whole, END]);
        if (error) expect(error).toBeInstanceOf(LogReplacedError);
        else expect(whole.length === 0 || of === String(log)).toBe(true);
      }
      await Promise.all(stores.map((store) => store.close()));
      await deleteEventStore(name);
    }),
  TIMEOUT_MS,
);
