// Feeds and entries as XML (RFC 4287).
import { AUTHOR } from './atom-json.ts';
import { eventElements } from './event-documents.ts';
import type { Decode } from './event-view.ts';
import { type Entry, type Feed, type FeedLink, MAX_FEED_LENGTH, writeEntries } from './feed.ts';
import { XML_DECLARATION, Xml, xml } from './xml.ts';

/** Undefined when it would be longer than `maxLength`. */
export function feedXml(feed: Feed, decode: Decode, maxLength = MAX_FEED_LENGTH): string | undefined {
  const entries = writeEntries(
    feed,
    (entry) => xml`<entry>${entryElements(entry, '', decode)}</entry>`.text,
    maxLength,
  );
  if (!entries) return undefined;
  const document = xml`<feed xmlns="http://www.w3.org/2005/Atom"><title>${feed.title}</title><id>${feed.id}</id><updated>${feed.updated}</updated><author><name>${AUTHOR}</name></author>${feed.links.map((link) => linkElement(link, ''))}${new Xml(entries.join(''))}</feed>`;
  return XML_DECLARATION + document.text;
}

/** A single entry has the prefix that the reference gives it. */
export function entryXml(entry: Entry, decode: Decode): string {
  const document = xml`<atom:entry xmlns:atom="http://www.w3.org/2005/Atom">${entryElements(entry, 'atom:', decode)}</atom:entry>`;
  return XML_DECLARATION + document.text;
}

function entryElements(entry: Entry, prefix: string, decode: Decode): Xml {
  const p = new Xml(prefix);
  return xml`<${p}title>${entry.title}</${p}title><${p}id>${entry.id}</${p}id><${p}updated>${entry.updated}</${p}updated><${p}author><${p}name>${AUTHOR}</${p}name></${p}author><${p}summary>${entry.summary}</${p}summary>${entry.links.map((link) => linkElement(link, prefix))}${contentElement(entry, prefix, decode)}`;
}

function linkElement(link: FeedLink, prefix: string): Xml {
  return xml`<${new Xml(prefix)}link href="${link.uri}" rel="${link.relation}" />`;
}

function contentElement(entry: Entry, prefix: string, decode: Decode): Xml {
  if (!entry.content) return new Xml('');
  const p = new Xml(prefix);
  // The event is in no namespace; without a prefix it has to leave the default one.
  const attributes = new Xml(prefix === '' ? ' xmlns=""' : '');
  return xml`<${p}content type="application/xml">${eventElements(entry.content, decode, attributes)}</${p}content>`;
}
