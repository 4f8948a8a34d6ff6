import { describe, expect, test } from 'vitest';
import { deleteEventStore, openEventStore } from '../../lib/index.ts';
import { runAppendCase } from './append-case.ts';
import type { CaseFile } from './case-file.ts';
import file from './cases/append.json' with { type: 'json' };
import notYet from './not-yet.json' with { type: 'json' };

const { cases } = file as unknown as CaseFile;
const expected = cases.filter(({ name }) => !(notYet.cases as readonly string[]).includes(name));

describe('on the IndexedDB of a browser, a store answers as the case says:', () => {
  test.each(expected.map((each) => [each.name, each] as const))('%s', async (_name, conformanceCase) => {
    const opened = new Set<string>();
    const failure = await runAppendCase(conformanceCase, (name, now) => {
      opened.add(name);
      return openEventStore({ name, now });
    });
    await Promise.all([...opened].map(deleteEventStore));
    expect(failure).toBeUndefined();
  });
});
