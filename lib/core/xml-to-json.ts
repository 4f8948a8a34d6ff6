// XML elements as JSON text: elements become members, attributes become `@name`, repeated elements become arrays.
import type { JsonText } from './events.ts';
import { decodeXmlName } from './xml.ts';
import type { XmlElement } from './xml-parser.ts';

/** Text for an element without children or attributes, undefined for `<name/>`, JSON for anything else. */
export type XmlContent =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'json'; readonly text: JsonText };

export function xmlContent(element: XmlElement): XmlContent {
  const elements = element.children.filter((child) => typeof child !== 'string');
  const texts = element.children.filter((child) => typeof child === 'string');
  if (elements.length > 0 || element.attributes.length > 0) {
    return { kind: 'json', text: objectOf(element, elements) };
  }
  return element.selfClosing ? { kind: 'nothing' } : { kind: 'text', text: texts.join('') };
}

function jsonOf(element: XmlElement): JsonText {
  const content = xmlContent(element);
  switch (content.kind) {
    case 'nothing':
      return 'null';
    case 'text':
      return JSON.stringify(content.text);
    case 'json':
      return content.text;
  }
}

function objectOf(element: XmlElement, elements: readonly XmlElement[]): JsonText {
  const members = new Map<string, JsonText[]>();
  const add = (name: string, value: JsonText): void => {
    const values = members.get(name);
    if (values) values.push(value);
    else members.set(name, [value]);
  };
  for (const { name, value } of element.attributes) add(`@${decodeXmlName(name)}`, JSON.stringify(value));
  for (const child of elements) add(decodeXmlName(child.name), jsonOf(child));
  for (const child of element.children) {
    if (typeof child === 'string' && child.trim() !== '') add('#text', JSON.stringify(child));
  }
  const texts = [...members].map(
    ([name, values]) =>
      `${JSON.stringify(name)}:${values.length === 1 ? values[0] : `[${values.join(',')}]`}`,
  );
  return `{${texts.join(',')}}`;
}
