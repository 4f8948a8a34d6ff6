import { expect, test } from 'vitest';
import { beginDraft, type Draft, edited, runNow, toKeep, withExample } from './draft.ts';
import { COUNTS_BY_TYPE, EXAMPLES, type Example } from './examples.ts';
import { toLinkText } from './link-text.ts';

const OWN = 'const own = 1;';
const SUMS = EXAMPLES[2] as Example;

test('a stream that has no fold yet begins with the first example, which runs', () => {
  expect(beginDraft(null, null)).toMatchObject({
    code: COUNTS_BY_TYPE.code,
    run: { code: COUNTS_BY_TYPE.code },
  });
});

test('what a person ran here runs again; what they only wrote waits', () => {
  expect(beginDraft(null, { code: OWN, ran: true }).run).toEqual({ code: OWN });
  expect(beginDraft(null, { code: OWN, ran: false })).toMatchObject({ code: OWN, run: null });
});

test('the text of a link never runs by itself: not kept, not known, not an example', () => {
  for (const code of [OWN, COUNTS_BY_TYPE.code]) {
    const draft = beginDraft(toLinkText(code), { code, ran: true });
    expect(draft).toMatchObject({ code, run: null, from: 'link' });
    expect(toKeep(edited(draft, `${code} `)).ran).toBe(false);
    expect(toKeep(draft).ran).toBe(false);
  }
});

test('once it was run it is kept as such, until it changes', () => {
  const ran = runNow(OWN);
  expect(toKeep(ran)).toEqual({ code: OWN, ran: true });
  expect(toKeep(edited(ran, 'other'))).toEqual({ code: 'other', ran: false });
  expect(toKeep(edited(edited(ran, 'other'), OWN)).ran).toBe(true);
});

test('a link that cannot be read says so, and leaves what is kept here', () => {
  expect(beginDraft('%', { code: OWN, ran: true })).toMatchObject({ code: OWN, from: 'broken_link' });
});

test('an example that takes the place of an own text can be undone; one that follows another need not', () => {
  const own: Draft = edited(runNow(COUNTS_BY_TYPE.code), OWN);
  const chosen = withExample(own, SUMS);
  expect(chosen).toMatchObject({ code: SUMS.code, run: { code: SUMS.code }, replaced: own });
  expect(withExample(chosen, COUNTS_BY_TYPE).replaced).toBe(own);
  expect(withExample(runNow(SUMS.code), COUNTS_BY_TYPE).replaced).toBeNull();
  expect(edited(chosen, 'mine').replaced).toBeNull();
});
