// Tabs that append for as long as they live, and what was acknowledged to them.
import type { Page } from '@playwright/test';
import type { LoggedEvent } from './agreement.ts';

/** One append as the page sent it; `first` once it was acknowledged. */
export interface Sent {
  readonly stream: string;
  readonly expectedVersion: number | 'any' | 'no_stream';
  readonly ids: readonly string[];
  first?: number;
}

declare global {
  interface Window {
    /** Given by the test, which remembers what the page cannot once it is dead. */
    onSent(batch: number, sent: Sent): Promise<void>;
    onAcknowledged(batch: number, first: number): Promise<void>;
  }
}

export interface Acknowledgements {
  readonly sent: Map<number, Sent>;
  /** To be given to each page that appends. */
  watch(page: Page): Promise<void>;
  count(): number;
}

export function acknowledgements(): Acknowledgements {
  const sent = new Map<number, Sent>();
  let count = 0;
  return {
    sent,
    async watch(page) {
      await page.exposeFunction('onSent', (batch: number, one: Sent) => void sent.set(batch, one));
      await page.exposeFunction('onAcknowledged', (batch: number, first: number) => {
        Object.assign(sent.get(batch) ?? {}, { first });
        count++;
      });
    },
    count: () => count,
  };
}

/** Appends batches of one to five events to three streams at once, for as long as the page lives. */
export async function appendForEver(page: Page, firstBatch: number): Promise<void> {
  await page.evaluate((first) => {
    async function appendNext(batch: number, known: number): Promise<void> {
      const stream = `order-${batch % 3}`;
      const events = Array.from({ length: 1 + (batch % 5) }, () =>
        window.library.jsonEvent({ type: 'T', data: { batch, text: 'x'.repeat(200) } }),
      );
      const expectedVersion = batch % 4 === 0 ? 'any' : known < 0 ? 'no_stream' : known;
      // Told before it is sent, so that the test knows of each that may have been written.
      await window.onSent(batch, { stream, expectedVersion, ids: events.map(({ id }) => id) });
      const result = await window.store.appendToStream(stream, events, { expectedVersion });
      void window.onAcknowledged(batch, result.firstEventNumber);
      return appendNext(batch + 3, result.lastEventNumber);
    }
    // Each writer has a stream of its own, so that they share transactions and not versions.
    for (const batch of [first, first + 1, first + 2]) {
      void window.store
        .describeStream(`order-${batch % 3}`)
        .then(({ version }) => appendNext(batch, version));
    }
  }, firstBatch);
}

/** Sends appends again as they were, and resolves with the first event number that each is answered with. */
export function sendAgain(page: Page, appends: readonly Sent[]): Promise<number[]> {
  return page.evaluate(async (again) => {
    const firsts: number[] = [];
    for (const { stream, expectedVersion, ids } of again) {
      const events = ids.map((id) => window.library.jsonEvent({ id, type: 'T', data: {} }));
      const result = await window.store.appendToStream(stream, events, { expectedVersion });
      firsts.push(result.firstEventNumber);
    }
    return firsts;
  }, appends);
}

export function readWholeLog(page: Page): Promise<LoggedEvent[]> {
  return page.evaluate(async () => {
    const log: LoggedEvent[] = [];
    for await (const { event } of window.store.readAll()) {
      if (!event) continue;
      const { stream, eventNumber, position, id } = event;
      log.push({ stream, eventNumber, position, id });
    }
    return log;
  });
}
