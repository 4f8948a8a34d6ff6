// A page that posts through its service worker, and posts the same again until it is answered.
import type { Page } from '@playwright/test';
import type { Claim } from './agreement.ts';

declare global {
  interface Window {
    posted: Claim[];
    /** Set by the test: begin nothing more. */
    ended: boolean;
    finished: Promise<unknown>;
  }
}

/** Posts to four streams at once until `finishPosting`. */
export function startPosting(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.posted = [];
    async function postSurely(stream: string, body: string): Promise<Response> {
      for (;;) {
        const headers = { 'Content-Type': 'application/vnd.eventstore.events+json' };
        const response = await fetch(`streams/${stream}`, { method: 'POST', headers, body }).catch(
          () => null,
        );
        if (response?.status === 201) return response;
      }
    }
    async function postForEver(stream: string): Promise<void> {
      while (!window.ended) {
        const ids = [crypto.randomUUID(), crypto.randomUUID()];
        const events = ids.map((eventId) => ({ eventId, eventType: 'T', data: {} }));
        const { headers } = await postSurely(stream, JSON.stringify(events));
        const first = Number(headers.get('Store-Events')?.split('-')[0]);
        window.posted.push({ stream, ids, first, position: Number(headers.get('Store-Position')) });
      }
    }
    window.finished = Promise.all(['a', 'b', 'c', 'd'].map(postForEver));
  });
}

export const answered = (page: Page): Promise<number> => page.evaluate(() => window.posted.length);

/** Resolves with all that was posted, when everything is answered. */
export function finishPosting(page: Page): Promise<Claim[]> {
  return page.evaluate(async () => {
    window.ended = true;
    await window.finished;
    return window.posted;
  });
}
