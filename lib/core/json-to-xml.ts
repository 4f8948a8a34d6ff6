// JSON text as XML elements: members become elements, arrays become elements of the same name.
import type { JsonText } from './events.ts';
import { mayGrowTo } from './growth.ts';
import { jsonTokens } from './json-tokens.ts';
import { encodeXmlName, Xml, xml } from './xml.ts';

interface Frame {
  readonly kind: 'object' | 'array';
  /** Element name of what is inside; for an object that of the member being read. */
  name: string;
  /** The end tag of the element around it, absent for an array that is only a repeated element. */
  readonly close: string | undefined;
}

/** Nested deeper than this, many readers of XML refuse a document. */
const MAX_DEPTH = 128;

/**
 * One element `name` with the JSON inside it: `null` is an empty element, `"a": [1, 2]` is `<a>1</a><a>2</a>`, an array
 * that is no member gets an element around it. Numbers keep their digits. JSON that is nested deeper than 128 levels, or
 * would grow past `mayGrowTo`, is written as its text, so that no event can make a feed unreadable.
 */
export function jsonToXml(name: string, json: JsonText): Xml {
  return (
    elementsOf(name, json, { isMember: false, attributes: '' }) ??
    xml`<${new Xml(name)}>${json}</${new Xml(name)}>`
  );
}

/** As the member `name` of an object would be written: an array is as many elements. `attributes` are put on each. */
export function memberToXml(name: string, json: JsonText, attributes: Xml): Xml {
  const top = { isMember: true, attributes: attributes.text };
  return elementsOf(name, json, top) ?? xml`<${new Xml(name)}${attributes}>${json}</${new Xml(name)}>`;
}

/** How the outermost elements are written. */
interface Top {
  readonly isMember: boolean;
  readonly attributes: string;
}

function elementsOf(name: string, json: JsonText, top: Top): Xml | undefined {
  const out: string[] = [];
  let room = mayGrowTo(json);
  // A stack of its own, so that a deep nesting cannot exhaust the call stack.
  const frames: Frame[] = [];
  let pendingName: string | undefined;
  for (const token of jsonTokens(json)) {
    const frame = frames.at(-1);
    if (token === ',' || token === ':') continue;
    if (token === '}' || token === ']') {
      const close = frames.pop()?.close;
      if (close !== undefined) out.push(close);
      pendingName = undefined;
    } else if (frame?.kind === 'object' && pendingName === undefined) {
      pendingName = encodeXmlName(JSON.parse(token) as string);
    } else {
      const element = pendingName ?? frame?.name ?? name;
      const isMember = frame ? pendingName !== undefined : top.isMember;
      pendingName = undefined;
      // The elements of an outermost array that is a member are outermost, too.
      const isOutermost = frames.length === 0 || (frames.length === 1 && frame?.close === undefined);
      const tag = isOutermost ? element + top.attributes : element;
      room -= token.length + tag.length + element.length + TAGS_LENGTH;
      if (room < 0 || frames.length >= MAX_DEPTH) return undefined;
      if (token === '{') {
        out.push(`<${tag}>`);
        frames.push({ kind: 'object', name: element, close: `</${element}>` });
      } else if (token === '[') {
        if (!isMember) out.push(`<${tag}>`);
        frames.push({ kind: 'array', name: element, close: isMember ? undefined : `</${element}>` });
      } else {
        out.push(scalar(element, tag, token));
      }
    }
  }
  return new Xml(out.join(''));
}

/** Of `<></>`, what is around the names of a start and an end tag. */
const TAGS_LENGTH = 5;

function scalar(element: string, tag: string, token: string): string {
  if (token === 'null') return `<${tag} />`;
  const text = token.startsWith('"') ? (JSON.parse(token) as string) : token;
  return xml`<${new Xml(tag)}>${text}</${new Xml(element)}>`.text;
}
