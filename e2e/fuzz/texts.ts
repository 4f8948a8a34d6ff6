// Arbitrary texts: anything at all, what the corpus holds, and what is nearly right.
import fc from 'fast-check';
import { EXPRESSIONS, JSON_TEXTS, NAMES, VALID_JSON, XML_TEXTS } from './corpus.ts';

/** Any UTF-16, lone surrogates and control characters among it. */
export const anyText = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: utf16() },
);

/** Few, so that requests meet each other's streams. */
export const anyStream = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('s', 'order-1', 'order-2', '$$s', '$streams', '$ce-order', '$et-t'),
  },
  { weight: 3, arbitrary: anyText },
);

function utf16(): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 6 })
    .map((units) => String.fromCharCode(...units));
}

export const validJson = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...VALID_JSON) },
  { weight: 1, arbitrary: fc.json({ stringUnit: 'binary', maxDepth: 4 }) },
  { weight: 1, arbitrary: anyText.map((text) => JSON.stringify({ [text]: [text, { [text]: text }] })) },
);

export const anyJson = fc.oneof(
  { weight: 3, arbitrary: validJson },
  { weight: 2, arbitrary: fc.constantFrom(...JSON_TEXTS) },
  { weight: 2, arbitrary: damaged(validJson) },
);

export const anyXml = fc.oneof(fc.constantFrom(...XML_TEXTS), damaged(fc.constantFrom(...XML_TEXTS)));

export const anyExpression = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...EXPRESSIONS) },
  { weight: 1, arbitrary: damaged(fc.constantFrom(...EXPRESSIONS)) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(...'ab()[]{}*+?|^$\\.,-123<>=!:pL'), maxLength: 20 }),
  },
);

/** The text with something cut out, put in, doubled or cut off. */
export function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(8),
    kind: fc.constantFrom('cut', 'double', 'end', 'insert'),
    piece: fc.oneof(fc.constantFrom(...'{}[]",:<>&/\\\u0000\ud800'), anyText),
  });
  return fc.tuple(text, fc.array(change, { minLength: 1, maxLength: 3 })).map(([whole, changes]) =>
    changes.reduce((now, { at, length, kind, piece }) => {
      const place = Math.floor(at * now.length);
      const [before, part, after] = [
        now.slice(0, place),
        now.slice(place, place + length),
        now.slice(place + length),
      ];
      switch (kind) {
        case 'cut':
          return before + after;
        case 'double':
          return before + part + part + after;
        case 'end':
          return before;
        default:
          return before + piece + part + after;
      }
    }, whole),
  );
}
