import { expect, test } from 'vitest';
import { parseXml } from './xml-parser.ts';
import { xmlContent } from './xml-to-json.ts';

function rootOf(text: string) {
  const reading = parseXml(text);
  if (reading.kind === 'problem') throw new Error(reading.why);
  return reading.root;
}

test('declaration, comments, instructions, CDATA and references are read', () => {
  const text = `<?xml version="1.0" encoding="utf-8"?>\r\n<!-- hello --><?go on?>
    <a x='1' y="&lt;&#65;&#x42;">b&amp;<![CDATA[<c> & d]]></a >\n`;
  expect(rootOf(text)).toEqual({
    name: 'a',
    attributes: [
      { name: 'x', value: '1' },
      { name: 'y', value: '<AB' },
    ],
    children: ['b&', '<c> & d'],
    selfClosing: false,
  });
});

test.each([
  ['', 'there is no element'],
  ['<a>', '<a> is not closed'],
  ['<a></b>', '</b> does not close <a>'],
  ['</a>', '</a> does not close <>'],
  ['<a/><b/>', 'there is more than one root element'],
  ['<a/>text', 'there is text outside the root element'],
  ['<a>&nbsp;</a>', '&nbsp; is not known'],
  ['<a>&#0;</a>', '&#0; is not known'],
  ['<a>a & b</a>', 'a "&" is not written as "&amp;"'],
  ['<a>]]></a>', 'a text holds "]]>"'],
  ['<a b="1" b="2"/>', 'attribute b appears twice'],
  ['<a b=1/>', 'there is something that is no tag, text or comment'],
  ['<a b="<"/>', 'there is something that is no tag, text or comment'],
  ['<a><!-- -- --></a>', 'a comment holds "--"'],
  ['<a><!-- </a>', 'there is something that is no tag, text or comment'],
  ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'a DOCTYPE is not accepted'],
  ['<?xml version="1.0" encoding="latin1"?><a/>', 'its encoding is latin1, not utf-8'],
  [' <?xml version="1.0"?><a/>', 'the XML declaration is not at the beginning'],
  ['<a>\u0000</a>', 'it holds a character that XML does not allow'],
  ['<a>'.repeat(200) + '</a>'.repeat(200), 'it is nested deeper than 128 elements'],
])('%s is refused', (text, why) => {
  expect(parseXml(text)).toMatchObject({ kind: 'problem', why });
});

test('a problem is named with its line', () => {
  expect(parseXml('<a>\r\n<b>\r\n</a>')).toMatchObject({ kind: 'problem', line: 3 });
});

test('megabytes of text, comments and CDATA are read', () => {
  const long = 'x'.repeat(3_000_000);
  const root = rootOf(`<a><!--${long}--><![CDATA[${long}]]><b>${long}</b></a>`);
  expect(root.children[0]).toBe(long);
});

test.each([
  ['<d><a>1</a><b/></d>', '{"a":"1","b":null}'],
  ['<d><a>1</a><a>2</a></d>', '{"a":["1","2"]}'],
  ['<d x="1">t</d>', '{"@x":"1","#text":"t"}'],
  ['<d> <a_x0020_b> </a_x0020_b> </d>', '{"a b":" "}'],
  ['<d><__proto__>1</__proto__></d>', '{"__proto__":"1"}'],
])('the content of %s as JSON is %s', (text, json) => {
  expect(xmlContent(rootOf(text))).toEqual({ kind: 'json', text: json });
});

test('an element with nothing but text is text, and one that closes itself is nothing', () => {
  expect(xmlContent(rootOf('<d>a<![CDATA[b]]></d>'))).toEqual({ kind: 'text', text: 'ab' });
  expect(xmlContent(rootOf('<d></d>'))).toEqual({ kind: 'text', text: '' });
  expect(xmlContent(rootOf('<d />'))).toEqual({ kind: 'nothing' });
});
