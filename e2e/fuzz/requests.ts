// Arbitrary HTTP requests: most of them nearly right, since those get furthest.
import fc from 'fast-check';
import { HEADERS } from './corpus.ts';
import { anyExpression, anyJson, anyStream, anyText, anyXml, damaged, validJson } from './texts.ts';

export const BASE = 'http://127.0.0.1:2113';

/** A request before it is one, so that a failure can be read. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

const segment = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Few, so that retries are frequent. */
const anyId = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.nat(9).map((n) => `00000000-0000-4000-8000-00000000000${n + 1 > 9 ? 0 : n + 1}`),
  },
  { weight: 1, arbitrary: anyText },
);

const number = fc.oneof(
  { weight: 4, arbitrary: fc.nat(4).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('head', '-1', '4096', '4097', '9223372036854775807', '9223372036854775808'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('0'.repeat(32), 'F'.repeat(32), `${'0'.repeat(15)}2`.repeat(2), '1e3', ''),
  },
  { weight: 1, arbitrary: anyText.map(segment) },
);

const below = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: number.map((n) => `/${n}`) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(number, fc.constantFrom('backward', 'forward', 'sideways'), number)
      .map(([from, direction, count]) => `/${from}/${direction}/${count}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('/metadata', '/metadata/0', '/metadata/head/backward/5', '/', '//'),
  },
  { weight: 1, arbitrary: anyId.map((id) => `/incoming/${segment(id)}`) },
  {
    weight: 1,
    arbitrary: fc.array(anyText, { maxLength: 4 }).map((parts) => `/${parts.map(segment).join('/')}`),
  },
);

const filterQuery = fc
  .record({
    context: fc.constantFrom('eventtype', 'streamid', 'STREAMID', 'x'),
    type: fc.constantFrom('regex', 'prefix', 'x'),
    data: fc.oneof(anyExpression, anyText),
  })
  .map((parts) => `?${new URLSearchParams(parts)}`);

const query = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('none', 'content', 'rich', 'body', 'PRETTY', 'tryharder', 'x')
      .map((level) => `?embed=${level}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('json', 'xml', 'atom', 'atomxj', 'text', 'x')
      .map((format) => `?format=${format}`),
  },
  { weight: 1, arbitrary: fc.dictionary(anyText, anyText).map((parts) => `?${new URLSearchParams(parts)}`) },
  { weight: 1, arbitrary: anyText.map((text) => `?${text}`) },
);

const to = (part: fc.Arbitrary<string>) =>
  fc.tuple(anyStream, part).map(([stream, rest]) => `/streams/${segment(stream)}${rest}`);

const anyPath = fc.oneof(
  { weight: 2, arbitrary: to(below) },
  { weight: 1, arbitrary: anyText.map((text) => `/streams/${text}`) },
  { weight: 1, arbitrary: anyText.map((text) => `/${text}`) },
);

const readPath = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(to(below), query).map(([path, asked]) => path + asked),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('', '/head/backward/3', `/${'0'.repeat(32)}/forward/3`), filterQuery)
      .map(([place, asked]) => `/streams/$all/filtered${place}${asked}`),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant('/streams/$all'), below, query).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: anyPath },
);

const postPath = fc.oneof(
  { weight: 8, arbitrary: to(fc.constant('')) },
  { weight: 2, arbitrary: to(fc.constant('/metadata')) },
  { weight: 2, arbitrary: to(anyId.map((id) => `/incoming/${segment(id)}`)) },
  { weight: 1, arbitrary: anyPath },
);

const anyHeader = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...Object.keys(HEADERS))
      .chain((name) => fc.tuple(fc.constant(name), fc.constantFrom(...(HEADERS[name] as readonly string[])))),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...Object.keys(HEADERS)), anyText) },
  { weight: 1, arbitrary: fc.tuple(anyText, anyText) },
);

const list = fc
  .array(
    fc.record(
      {
        eventId: fc.oneof(anyId, fc.constant(1)),
        eventType: fc.oneof(fc.constantFrom('t', 'u', '$>'), anyText),
      },
      { requiredKeys: [] },
    ),
    { maxLength: 4 },
  )
  .chain((events) =>
    fc
      .array(anyJson, { minLength: events.length, maxLength: events.length })
      .map(
        (data) =>
          `[${events.map((event, at) => `${JSON.stringify(event).slice(0, -1)}${'eventId' in event || 'eventType' in event ? ',' : ''}"data":${data[at]}}`).join(',')}]`,
      ),
  );

/** Content type and body that go together, as a client that means well sends them. */
const meant = fc.oneof(
  fc.tuple(
    fc.constantFrom('application/vnd.eventstore.events+json', 'application/x-www-form-urlencoded'),
    fc.oneof(list, damaged(list)),
  ),
  fc.tuple(fc.constantFrom('application/json', 'application/x-www-form-urlencoded'), anyJson),
  fc.tuple(fc.constantFrom('application/vnd.eventstore.events+xml', 'application/atom+xml'), anyXml),
  fc.tuple(fc.constantFrom('text/xml', 'application/octet-stream'), fc.oneof(anyText, anyXml)),
);

const post = fc
  .record({
    path: postPath,
    meant,
    id: anyId,
    type: fc.constantFrom('t', '$metadata', '$>'),
    more: fc.array(anyHeader, { maxLength: 2 }),
    bytes: fc.option(fc.uint8Array({ maxLength: 20 }), { freq: 8 }),
  })
  .map(
    ({ path, meant: [contentType, body], id, type, more, bytes }): SentRequest => ({
      method: 'POST',
      path,
      headers: [['Content-Type', contentType], ['ES-EventId', id], ['ES-EventType', type], ...more],
      body: bytes === null ? body : new Uint8Array(bytes),
    }),
  );

const accept = fc
  .constantFrom(...(HEADERS.Accept as readonly string[]))
  .map((value): readonly (readonly [string, string])[] => [['Accept', value]]);

const read = fc
  .record({
    method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'HEAD'),
    path: readPath,
    accepts: fc.oneof(accept, fc.constant([])),
    more: fc.array(anyHeader, { maxLength: 2 }),
  })
  .map(
    ({ method, path, accepts, more }): SentRequest => ({
      method,
      path,
      headers: [...accepts, ...more],
      body: null,
    }),
  );

const other = fc
  .record({
    method: fc.constantFrom(
      'DELETE',
      'DELETE',
      'DELETE',
      'OPTIONS',
      'POST',
      'PUT',
      'PROPFIND',
      'constructor',
    ),
    path: fc.oneof(postPath, readPath),
    headers: fc.array(anyHeader, { maxLength: 2 }),
    body: fc.constant(null),
  })
  .map((request): SentRequest => request);

const wellMeant = fc.array(
  fc.record({ data: validJson, type: fc.oneof(fc.constantFrom('t', '$>'), anyText) }),
  {
    minLength: 1,
    maxLength: 5,
  },
);

/** Events in stream `s`, so that there is something to read. */
const beginning = wellMeant.map(
  (events): SentRequest => ({
    method: 'POST',
    path: '/streams/s',
    headers: [['Content-Type', 'application/vnd.eventstore.events+json']],
    body: `[${events.map(({ data, type }, at) => `{"eventId":"10000000-0000-4000-8000-00000000000${at}","eventType":${JSON.stringify(type || 't')},"data":${data},"metadata":${data}}`).join(',')}]`,
  }),
);

/** Some requests to one store, one after the other. */
export const anyConversation = fc
  .tuple(
    beginning,
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: post },
        { weight: 6, arbitrary: read },
        { weight: 2, arbitrary: other },
      ),
      { minLength: 1, maxLength: 8 },
    ),
  )
  .map(([first, more]) => [first, ...more]);

/** Undefined for what no client can send at all. */
export function requestOf(
  { method, path, headers, body }: SentRequest,
  signal: AbortSignal,
): Request | undefined {
  try {
    const sent = new Headers();
    for (const [name, value] of headers) if (canBeSent(name, value)) sent.append(name, value);
    // As bytes: a Request adds a Content-Type of its own to a string.
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    return new Request(BASE + path, {
      method,
      headers: sent,
      ...(bytes === null ? { signal } : { body: bytes }),
    });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function canBeSent(name: string, value: string): boolean {
  try {
    new Headers([[name, value]]);
    return true;
  } catch {
    return false;
  }
}
