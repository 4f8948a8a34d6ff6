// An answer before it becomes a Response, and the headers that every answer carries.

export interface Answer {
  readonly status: number;
  /** The reason phrase. */
  readonly reason: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Null = no body at all, as 204 and 304 demand. */
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** Thrown wherever a request turns out to be one that cannot be answered as asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly answer: Answer;

  constructor(status: number, reason: string, text: string, headers: Readonly<Record<string, string>> = {}) {
    super(text);
    this.answer = textAnswer(status, reason, text, headers);
  }
}

/** 400 with a text that says what was wrong. */
export function badRequest(text: string): Refusal {
  return new Refusal(400, 'Bad Request', text);
}

/** What was sent is quoted in answers, and may be megabytes. */
const MAX_TEXT_LENGTH = 2_000;

export function textAnswer(
  status: number,
  reason: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const body = text.length <= MAX_TEXT_LENGTH ? text : `${text.slice(0, MAX_TEXT_LENGTH)}…`;
  return { status, reason, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, body };
}

export const NOT_FOUND: Answer = textAnswer(404, 'Not Found', '');

/** Both families of names; the newer one is looked at first. */
export const HEADER_FAMILIES = ['Kurrent-', 'ES-'] as const;

const STORE_HEADERS = [
  'ExpectedVersion',
  'EventType',
  'EventId',
  'HardDelete',
  'RequireLeader',
  'RequireMaster',
  'ResolveLinkTos',
  'LongPoll',
  'TrustedAuth',
];

const ALLOWED_HEADERS = [
  'Content-Type',
  'If-None-Match',
  'X-Requested-With',
  'X-Forwarded-Host',
  'X-Forwarded-Prefix',
  'X-PINGOTHER',
  'Authorization',
  ...HEADER_FAMILIES.flatMap((family) => STORE_HEADERS.map((name) => family + name)),
].join(', ');

const EXPOSED_HEADERS = [
  'Location',
  'ETag',
  'Kurrent-Position',
  'Kurrent-CurrentVersion',
  'ES-Position',
  'ES-CurrentVersion',
  'Store-Outcome',
  'Store-Events',
  'Store-Guarantee',
  'Store-Data-Differs',
  'Store-Position',
  'Store-Reason',
  'Store-Committed-At',
].join(', ');

/**
 * Whatever an event holds, a browser that opens it as a page runs nothing of it, loads nothing for it and lets it into no
 * frame, as if it came from nowhere. The styles and pictures are those with which browsers themselves show XML.
 */
const HARMLESS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox",
};

/** As pairs, which are read in half the time that an object takes. */
const FOR_EVERYBODY: readonly [string, string][] = Object.entries({
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': ALLOWED_HEADERS,
  'Access-Control-Expose-Headers': EXPOSED_HEADERS,
  ...HARMLESS,
});

/** The Response for an answer; `method` HEAD leaves the body away. */
export function toResponse(
  { status, reason, headers = {}, body }: Answer,
  method: string,
  allowedMethods: readonly string[],
): Response {
  const sent = [...FOR_EVERYBODY];
  for (const name in headers) sent.push([name, headers[name] as string]);
  sent.push(['Access-Control-Allow-Methods', allowedMethods.join(', ')]);
  // Bytes are saved and never shown.
  if (headers['Content-Type'] === 'application/octet-stream')
    sent.push(['Content-Disposition', 'attachment']);
  return new Response(method === 'HEAD' ? null : body, { status, statusText: reason, headers: sent });
}
