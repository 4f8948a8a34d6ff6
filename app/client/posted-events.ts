// What a request said, read back from its bytes. Apart from the client, which sends bytes and needs no parser.
import type { Node } from 'jsonc-parser';
import { jsonTree } from '../ui/nesting.ts';
import { EVENT_LIST, type PostEvent } from './post.ts';
import { bodyText, type ClientRequest } from './request.ts';

/** The events as they were posted, data and metadata as their exact text. */
export function postedEvents(request: ClientRequest): readonly PostEvent[] {
  const text = bodyText(request);
  const isList = isEventList(request);
  const elements = isList ? jsonTree(text)?.children : undefined;
  return request.events.map((event, index) => ({
    ...event,
    data: isList ? (memberText(text, elements?.[index], 'data') ?? '') : text,
    metadata: isList ? memberText(text, elements?.[index], 'metadata') : null,
  }));
}

/** Whether the events travelled as a list, in which a JSON string is a text and `null` is no metadata. */
export function isEventList({ headers }: Pick<ClientRequest, 'headers'>): boolean {
  return headers.some(([name, value]) => name === 'Content-Type' && value === EVENT_LIST);
}

function memberText(text: string, object: Node | undefined, name: string): string | null {
  const member = object?.children?.find((property) => property.children?.[0]?.value === name);
  const value = member?.children?.[1];
  return value ? text.slice(value.offset, value.offset + value.length) : null;
}
