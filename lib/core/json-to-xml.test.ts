import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonToXml } from './json-to-xml.ts';
import { parseXml } from './xml-parser.ts';

test.each([
  ['{"a":"1"}', '<data><a>1</a></data>'],
  ['{"a":{"b":null,"c":""}}', '<data><a><b /><c></c></a></data>'],
  ['{"a":[1,2.0,9007199254740993]}', '<data><a>1</a><a>2.0</a><a>9007199254740993</a></data>'],
  ['{"a":[[1],{"b":true}]}', '<data><a><a>1</a></a><a><b>true</b></a></data>'],
  ['{"a":[],"b":1}', '<data><b>1</b></data>'],
  ['[1,2]', '<data><data>1</data><data>2</data></data>'],
  ['{}', '<data></data>'],
  ['null', '<data />'],
  ['"<&"', '<data>&lt;&amp;</data>'],
  ['{"a b":1,"a b":2}', '<data><a_x0020_b>1</a_x0020_b><a_x0020_b>2</a_x0020_b></data>'],
])('%s is written %s', (json, xml) => {
  expect(jsonToXml('data', json).text).toBe(xml);
});

test('any JSON becomes one well-formed element', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 }), (value) => {
      const reading = parseXml(jsonToXml('data', JSON.stringify(value)).text);
      expect(reading.kind).toBe('document');
    }),
  );
});

test('a nesting that readers of XML would refuse is written as the JSON text', () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  expect(parseXml(jsonToXml('data', nested(120)).text).kind).toBe('document');
  for (const depth of [129, 100_000])
    expect(jsonToXml('data', nested(depth)).text).toBe(`<data>${nested(depth)}</data>`);
});

test('a long name that every element of an array would repeat does not make megabytes of kilobytes', () => {
  const json = `{"${'n'.repeat(50_000)}":[${'1,'.repeat(50_000)}"<"]}`;
  expect(jsonToXml('data', json).text).toBe(`<data>${json.replace('<', '&lt;')}</data>`);
});
