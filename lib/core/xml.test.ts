import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeXmlName, encodeXmlName, Xml, xml } from './xml.ts';
import { parseXml } from './xml-parser.ts';

test('a hole is escaped, and what is XML already is not', () => {
  expect(xml`<a b="${'"<&\n'}">${"<&>'\r"}${new Xml('<c />')}</a>`.text).toBe(
    '<a b="&quot;&lt;&amp;&#xA;">&lt;&amp;&gt;\'&#xD;<c /></a>',
  );
});

test('a character that XML cannot hold becomes U+FFFD', () => {
  expect(xml`${'a\u0000\u001f\ud800\uffff😀'}`.text).toBe('a\u{fffd}\u{fffd}\u{fffd}\u{fffd}😀');
});

test('any text comes back from an element, but for the characters that XML cannot hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const reading = parseXml(xml`<a>${text}</a>`.text);
      const children = text === '' ? [] : [text];
      expect(reading).toMatchObject({ kind: 'document', root: { children } });
    }),
  );
});

test.each([
  ['field1', 'field1'],
  ['Größe', 'Größe'],
  ['a b', 'a_x0020_b'],
  ['1a', '_x0031_a'],
  ['$type', '_x0024_type'],
  ['@id', '_x0040_id'],
  ['a:b', 'a_x003A_b'],
  ['a<b>', 'a_x003C_b_x003E_'],
  ['_x0020_', '_x005F_x0020_'],
  ['_x', '_x'],
  ['😀', '_x0001F600_'],
])('the name %s is written %s, and read back', (name, encoded) => {
  expect(encodeXmlName(name)).toBe(encoded);
  expect(decodeXmlName(encoded)).toBe(name);
});

test('every key of JSON becomes a name that can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
      const encoded = encodeXmlName(name);
      expect(decodeXmlName(encoded)).toBe(name);
      expect(parseXml(`<${encoded}/>`).kind).toBe('document');
    }),
  );
});
