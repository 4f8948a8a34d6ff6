// When the events of the sample happened: over nine days, up to a few minutes before they are loaded.
import type { SampleStream } from './sample-streams.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 9;

/** How long before the loading each event of a stream happened, in ms; the first the longest. */
export function agesOf({ stream, eventCount }: SampleStream): readonly number[] {
  switch (stream) {
    case 'order-1042':
      return orderAges();
    case 'payments':
      return paymentAges(eventCount);
    case 'inventory-4471':
      return Array.from({ length: eventCount }, (_, step) => throughDays((step + 0.5) / eventCount));
  }
}

/** From nine days ago (0) to now (1), more by day than by night. */
function throughDays(share: number): number {
  return Math.round(DAYS * DAY_MS * (1 - share - 0.015 * Math.sin(2 * Math.PI * DAYS * share)));
}

const VISITS = 7;
const STEPS_OF_VISIT = 14;
const LAST_VISIT_MS = 49.2 * HOUR_MS;

/** Minutes after the last visit began: an order within a quarter of an hour, and two days until it is closed. */
const LAST_VISIT_MINUTES = [
  0, 1.43, 3.21, 5.68, 6.94, 10.27, 12.12, 14.63, 15.18, 19.35, 19.42, 19.76, 19.81, 62.4, 1_031.33, 1_190.74,
  1_865.18, 2_466.57, 2_731.61, 2_940.07,
] as const;

/** A visit a day, of some minutes; and the last with all that followed from it. */
function orderAges(): readonly number[] {
  const visits = Array.from({ length: VISITS * STEPS_OF_VISIT }, (_, step) => {
    const visit = Math.floor(step / STEPS_OF_VISIT);
    const begunMs = (8.9 - 0.97 * visit) * DAY_MS + ((visit * 37) % 11) * 7 * MINUTE_MS;
    return Math.round(begunMs - (step % STEPS_OF_VISIT) * (31_000 + visit * 4_300));
  });
  return [
    ...visits,
    ...LAST_VISIT_MINUTES.map((minutes, step) =>
      Math.round(LAST_VISIT_MS - minutes * MINUTE_MS - ((step * 377) % 1_000)),
    ),
  ];
}

/** A capture follows its authorisation within some minutes. */
function paymentAges(count: number): readonly number[] {
  return Array.from({ length: count }, (_, step) => {
    const payment = step >> 1;
    const authorisedMs = throughDays((payment + 0.3) / (count / 2));
    return step % 2 === 0 ? authorisedMs : authorisedMs - 20_000 - ((payment * 7_919) % 500) * 1_000;
  });
}
