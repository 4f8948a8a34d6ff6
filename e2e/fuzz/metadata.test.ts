import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { explain } from '../../app/features/metadata/explain.ts';
import { createHandler } from '../../lib/http/handler.ts';
import { EventStoreError, jsonEvent } from '../../lib/index.ts';
import { isJson } from './corpus.ts';
import { BASE } from './requests.ts';
import { TIMEOUT_MS, tryProperty } from './runs.ts';
import { withStore } from './stores.ts';
import { anyJson } from './texts.ts';

test(
  'a metadata document of any text is refused with a typed error, or kept and never in the way of a read',
  () =>
    tryProperty('metadata documents', 100, [anyJson], (json) =>
      withStore(async (store) => {
        for (let n = 0; n < 3; n++) await store.appendToStream('s', jsonEvent({ type: 't', data: n }));
        const result = await store.setStreamMetadata('s', json).catch((error: unknown) => error);
        expect(result instanceof EventStoreError).toBe(!isJson(json));
        if (result instanceof EventStoreError) return;
        expect((await store.getStreamMetadata('s')).json).toBe(json);
        expect(explain(json).meanings.every(({ says }) => says !== '')).toBe(true);
        const response = await createHandler(store)(new Request(`${BASE}/streams/s?embed=pretty`));
        expect([200, 404]).toContain(response?.status);
        const { done, total } = await store.scavenge();
        expect(done).toBe(total);
      }),
    ),
  TIMEOUT_MS,
);
