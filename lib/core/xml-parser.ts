// A small strict XML reader for request bodies: no DTD, no entities but the five and numeric ones, bounded depth.
import { hasForbiddenCharacter, isXmlCharacter } from './xml.ts';

export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly children: readonly (XmlElement | string)[];
  /** Written `<name/>`, which says "nothing", where `<name></name>` says "empty text". */
  readonly selfClosing: boolean;
}

export type XmlReading =
  | { readonly kind: 'document'; readonly root: XmlElement }
  | { readonly kind: 'problem'; readonly why: string; readonly line: number };

const MAX_DEPTH = 128;

/** Reads one document. Anything that is not well-formed XML, or that this reader does not take, is a problem. */
export function parseXml(text: string): XmlReading {
  const source = text.replace(/\r\n?/g, '\n');
  const reader = new Reader(source);
  const why = reader.readDocument();
  if (why === undefined && reader.root) return { kind: 'document', root: reader.root };
  const line = source.slice(0, reader.at).split('\n').length;
  return { kind: 'problem', why: why ?? 'there is no element', line };
}

interface OpenElement {
  readonly name: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly children: (XmlElement | string)[];
}

const NAME = '[A-Za-z_:\\u00C0-\\u02FF\\u0370-\\uFFFD][-.A-Za-z0-9_:\\u00B7-\\uFFFD]*';
const DECLARATION = /<\?xml\s+version\s*=\s*(["'])1\.\d\1(?:\s+encoding\s*=\s*(["'])([\w.-]+)\2)?[^?<]*\?>/y;
const END_TAG = new RegExp(`</(${NAME})\\s*>`, 'y');
// One attribute at a time: an expression over all of them would need stack for each.
const START_TAG = new RegExp(`<(${NAME})`, 'y');
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'y');
const TAG_END = /\s*(\/?)>/y;
const TEXT = /[^<]+/y;
const REFERENCE = /&(?:#(\d+)|#x([0-9A-Fa-f]+)|(\w+));|&/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const NOTHING_KNOWN = 'there is something that is no tag, text or comment';

class Reader {
  readonly #source: string;
  readonly #open: OpenElement[] = [];
  at = 0;
  root: XmlElement | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  /** The first problem, or undefined. */
  readDocument(): string | undefined {
    if (hasForbiddenCharacter(this.#source)) return 'it holds a character that XML does not allow';
    const encoding = this.#match(DECLARATION)?.[3];
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') {
      return `its encoding is ${encoding}, not utf-8`;
    }
    while (this.at < this.#source.length) {
      const problem = this.#readNext();
      if (problem !== undefined) return problem;
    }
    const unclosed = this.#open.at(-1);
    return unclosed && `<${unclosed.name}> is not closed`;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#source) ?? undefined;
    if (match) this.at = pattern.lastIndex;
    return match;
  }

  /** What is between two marks, found without a regular expression, whose stack a long text would exhaust. */
  #between(open: string, close: string): string | undefined {
    if (!this.#source.startsWith(open, this.at)) return undefined;
    const end = this.#source.indexOf(close, this.at + open.length);
    if (end < 0) return undefined;
    const inner = this.#source.slice(this.at + open.length, end);
    this.at = end + close.length;
    return inner;
  }

  #readNext(): string | undefined {
    const text = this.#match(TEXT);
    if (text) return this.#addText(text[0]);
    const comment = this.#between('<!--', '-->');
    if (comment !== undefined) return comment.includes('--') ? 'a comment holds "--"' : undefined;
    const cdata = this.#between('<![CDATA[', ']]>');
    if (cdata !== undefined) return this.#addRaw(cdata);
    const instruction = this.#between('<?', '?>');
    if (instruction !== undefined) {
      return /^xml\s/i.test(instruction) ? 'the XML declaration is not at the beginning' : undefined;
    }
    const end = this.#match(END_TAG);
    if (end) return this.#close(end[1] as string);
    const start = this.#match(START_TAG);
    if (start) return this.#start(start[1] as string);
    return this.#source.startsWith('<!DOCTYPE', this.at) ? 'a DOCTYPE is not accepted' : NOTHING_KNOWN;
  }

  #addText(text: string): string | undefined {
    if (text.includes(']]>')) return 'a text holds "]]>"';
    const decoded = decodeReferences(text);
    if (typeof decoded !== 'string') return decoded.why;
    if (this.#open.length === 0)
      return text.trim() === '' ? undefined : 'there is text outside the root element';
    return this.#addRaw(decoded);
  }

  #addRaw(text: string): string | undefined {
    const parent = this.#open.at(-1);
    if (!parent) return 'there is text outside the root element';
    parent.children.push(text);
    return undefined;
  }

  #start(name: string): string | undefined {
    if (this.#open.length >= MAX_DEPTH) return `it is nested deeper than ${MAX_DEPTH} elements`;
    const attributes = new Map<string, string>();
    for (let found = this.#match(ATTRIBUTE); found; found = this.#match(ATTRIBUTE)) {
      const [, attribute = '', double, single] = found;
      const value = decodeReferences((double ?? single ?? '').replace(/[\t\n]/g, ' '));
      if (typeof value !== 'string') return value.why;
      if (attributes.has(attribute)) return `attribute ${attribute} appears twice`;
      attributes.set(attribute, value);
    }
    const end = this.#match(TAG_END);
    if (!end) return NOTHING_KNOWN;
    const element = { name, attributes: [...attributes].map(([name, value]) => ({ name, value })) };
    if (end[1] === '/') return this.#add({ ...element, children: [], selfClosing: true });
    this.#open.push({ ...element, children: [] });
    return undefined;
  }

  #close(name: string): string | undefined {
    const element = this.#open.pop();
    if (element?.name !== name) return `</${name}> does not close <${element?.name ?? ''}>`;
    return this.#add({ ...element, selfClosing: false });
  }

  #add(element: XmlElement): string | undefined {
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(element);
    else if (this.root) return 'there is more than one root element';
    else this.root = element;
    return undefined;
  }
}

function decodeReferences(text: string): string | { readonly why: string } {
  let why: string | undefined;
  const decoded = text.replace(REFERENCE, (whole, decimal?: string, hex?: string, entity?: string) => {
    if (entity !== undefined && ENTITIES.has(entity)) return ENTITIES.get(entity) as string;
    const codePoint = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    if (isXmlCharacter(codePoint)) return String.fromCodePoint(codePoint);
    why ??= whole === '&' ? 'a "&" is not written as "&amp;"' : `${whole} is not known`;
    return '';
  });
  return why === undefined ? decoded : { why };
}
