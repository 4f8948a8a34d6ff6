// How many events were written in each minute, hour or day of a stream. Of a long stream only few events are looked at.
import type { Zone } from '../../ui/time.ts';
import { counted, grouped } from '../../ui/words.ts';
import type { Moment, Moments } from './moments.ts';
import { slotsOf, slotWords, type Unit } from './slots.ts';

export interface Slot {
  readonly beginMs: number;
  readonly endMs: number;
  readonly count: number;
}

export interface Activity {
  readonly unit: Unit;
  readonly slots: readonly Slot[];
  readonly total: number;
  /** Some events stand for others between them. */
  readonly estimated: boolean;
}

/** Answers for the events from the number `first` to `last`; null when none of them can be read. */
export type ReadActivity = (first: number, last: number, zone: Zone) => Promise<Activity | null>;

/** So many events are looked at one by one; of more, the numbers between two times are counted. */
const MOST_LOOKS = 512;

export function activityReader(moments: Moments): ReadActivity {
  const countNumbers = numberCounter(moments);
  return async (first, last, zone) => {
    const oldest = await moments.at(first);
    if (oldest === null) return null;
    if (last - oldest.number >= MOST_LOOKS) {
      const activity = await countNumbers(oldest, last, zone);
      if (moments.areInOrder()) return activity;
    }
    return countSamples(moments, oldest, last, zone);
  };
}

/** Of events at even distances: of all of them where they are few. In whatever order of time they are. */
async function countSamples(moments: Moments, oldest: Moment, last: number, zone: Zone): Promise<Activity> {
  const every = Math.ceil((last - oldest.number + 1) / MOST_LOOKS);
  const times: number[] = [];
  for (let number = oldest.number; number <= last; ) {
    const moment = await moments.at(number);
    if (moment === null) break;
    times.push(moment.ms);
    number = Math.max(number, moment.number) + every;
  }
  const { unit, edges } = slotsOf(Math.min(...times), Math.max(...times), zone);
  const counts = edges.slice(1).map(() => 0);
  for (const ms of times) {
    const place = Math.max(0, edges.findIndex((edge) => ms < edge) - 1);
    counts[place] = (counts[place] ?? 0) + every;
  }
  const total = every === 1 ? times.length : last - oldest.number + 1;
  return { unit, slots: slotsWith(edges, counts), total, estimated: every > 1 };
}

/** Finds the first event of each slot by halving, and counts the numbers between: some hundred looks, whatever the length. */
function numberCounter(moments: Moments) {
  /** The number of the first event from a time on. Once there is one, later events do not change it. */
  const begun = new Map<number, number>();

  async function numberSince(ms: number, first: number, last: number): Promise<number> {
    const known = begun.get(ms);
    if (known !== undefined) return Math.max(known, first);
    const moment = await moments.since(ms, first, last);
    if (moment !== null) begun.set(ms, moment.number);
    return moment?.number ?? last + 1;
  }

  /** Of each time, which are ascending. The one in the middle halves the numbers in which the others are looked for. */
  async function numbersSince(times: readonly number[], first: number, last: number): Promise<number[]> {
    const middle = times.length >> 1;
    const ms = times[middle];
    if (ms === undefined) return [];
    const number = await numberSince(ms, first, last);
    const before = await numbersSince(times.slice(0, middle), first, Math.min(number, last));
    const after = await numbersSince(times.slice(middle + 1), number, last);
    return [...before, number, ...after];
  }

  return async (oldest: Moment, last: number, zone: Zone): Promise<Activity> => {
    const newest = (await moments.at(last)) ?? oldest;
    const { unit, edges } = slotsOf(oldest.ms, newest.ms, zone);
    const inner = await numbersSince(edges.slice(1, -1), oldest.number, last);
    const numbers = [oldest.number, ...inner, last + 1];
    const counts = numbers.slice(1).map((number, place) => Math.max(0, number - (numbers[place] as number)));
    return { unit, slots: slotsWith(edges, counts), total: last + 1 - oldest.number, estimated: false };
  };
}

function slotsWith(edges: readonly number[], counts: readonly number[]): readonly Slot[] {
  return counts.map((count, place) => ({
    beginMs: edges[place] as number,
    endMs: edges[place + 1] as number,
    count,
  }));
}

/** The slot with the most events; of several the newest. */
export function busiest({ slots }: Activity): Slot {
  return slots.reduce((most, slot) => (slot.count >= most.count ? slot : most));
}

/** `118 events, peak on 24 Nov 2026: 40`. */
export function activityWords(activity: Activity, zone: Zone): string {
  const { beginMs, count } = busiest(activity);
  const most = `${activity.estimated ? 'about ' : ''}${grouped(count)}`;
  return `${counted(activity.total, 'event')}, peak ${slotWords(beginMs, activity.unit, zone)}: ${most}`;
}
