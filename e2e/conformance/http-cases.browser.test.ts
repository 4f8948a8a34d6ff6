import { describe, expect, test } from 'vitest';
import { createHandler } from '../../lib/http/handler.ts';
import { deleteEventStore, openEventStore } from '../../lib/index.ts';
import type { CaseFile } from './case-file.ts';
import file from './cases/http.json' with { type: 'json' };
import { runHttpCase } from './http-case.ts';
import notYet from './not-yet.json' with { type: 'json' };

const { cases } = file as unknown as CaseFile;
const expected = cases.filter(({ name }) => !(notYet.cases as readonly string[]).includes(name));

describe('with the Request and Response of a browser, the handler answers as the case says:', () => {
  test.each(expected.map((each) => [each.name, each] as const))('%s', async (name, conformanceCase) => {
    const store = await openEventStore({ name: `conformance ${name} ${crypto.randomUUID()}` });
    const failure = await runHttpCase(conformanceCase, createHandler(store));
    await store.close();
    await deleteEventStore(store.name);
    expect(failure).toBeUndefined();
  });
});
