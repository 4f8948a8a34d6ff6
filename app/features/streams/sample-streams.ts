// What the sample data holds; the events themselves are loaded when they are wanted.

export const SAMPLE_STREAMS = [
  { stream: 'order-1042', eventCount: 118, about: 'one order from cart to delivery' },
  { stream: 'payments', eventCount: 240, about: 'captures, refunds, one dispute' },
  { stream: 'inventory-4471', eventCount: 46, about: 'reservations of one article' },
] as const;

export type SampleStream = (typeof SAMPLE_STREAMS)[number];
