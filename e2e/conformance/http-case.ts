// One HTTP case against a handler.
import {
  type ConformanceCase,
  type Failure,
  type HttpExpectation,
  type HttpStep,
  isAppendStep,
} from './case-file.ts';
import { findDifference } from './matching.ts';

export type Handler = (request: Request) => Promise<Response | undefined>;

/** The origin of the handler, `{{base}}` in the cases. */
const BASE = 'http://127.0.0.1:2113';

/** The first step that was not answered as expected; undefined when all were. */
export async function runHttpCase(
  conformanceCase: ConformanceCase,
  handler: Handler,
): Promise<Failure | undefined> {
  const captured = new Map<string, string>([['base', BASE]]);
  for (const [index, step] of conformanceCase.steps.entries()) {
    if (isAppendStep(step)) throw new Error(`Step ${index + 1} is no HTTP step.`);
    for (let repeat = 0; repeat < (step.repeat ?? 1); repeat++) {
      const failure = await performStep(step, index, repeat, captured, handler);
      if (failure) return failure;
    }
  }
  return undefined;
}

interface Answer {
  readonly response: Response;
  readonly body: string;
}

async function performStep(
  step: HttpStep,
  index: number,
  repeat: number,
  captured: Map<string, string>,
  handler: Handler,
): Promise<Failure | undefined> {
  const request = requestOf(step, (text) => filled(text, captured, repeat));
  const what = `${request.method} ${request.url}`;
  const response = await handler(request).catch((error: unknown) => String(error));
  if (!(response instanceof Response)) {
    const got = response ?? 'the handler did not take the request';
    return { step: index, what, expected: step.expect, got };
  }
  const answer: Answer = { response, body: await response.text() };
  const expected = filledDeep(step.expect, captured, repeat) as HttpExpectation;
  const difference = findAnswerDifference(expected, answer);
  if (difference) {
    return {
      step: index,
      what: `${what}: ${difference.what}`,
      expected: difference.expected,
      got: difference.got,
    };
  }
  for (const [name, source] of Object.entries(step.capture ?? {})) {
    captured.set(name, captureFrom(source, answer));
  }
  return undefined;
}

function requestOf(step: HttpStep, fill: (text: string) => string): Request {
  const path = fill(step.path);
  const headers = new Headers();
  for (const [name, value] of Object.entries(step.headers ?? {})) headers.set(name, fill(value));
  return new Request(path.startsWith('/') ? BASE + path : path, {
    method: step.method,
    headers,
    // As bytes: a Request adds a Content-Type of its own to a string.
    ...(step.body !== undefined && { body: new TextEncoder().encode(fill(step.body)) }),
  });
}

function filled(text: string, captured: ReadonlyMap<string, string>, repeat: number): string {
  return text.replace(/\{\{([^}]+)\}\}/g, (whole, name: string) => {
    if (name === 'uuid') return crypto.randomUUID();
    if (name === '#') return String(repeat);
    return captured.get(name) ?? whole;
  });
}

function filledDeep(value: unknown, captured: ReadonlyMap<string, string>, repeat: number): unknown {
  if (typeof value === 'string') return filled(value, captured, repeat);
  if (Array.isArray(value)) return value.map((item) => filledDeep(item, captured, repeat));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, filledDeep(member, captured, repeat)]),
  );
}

interface AnswerDifference {
  readonly what: string;
  readonly expected: unknown;
  readonly got: unknown;
}

function findAnswerDifference(expected: HttpExpectation, answer: Answer): AnswerDifference | undefined {
  const { response, body } = answer;
  const parts: [string, unknown, unknown][] = [['status', expected.status, response.status]];
  if (expected.reason !== undefined) parts.push(['reason', expected.reason, response.statusText]);
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    parts.push([`header ${name}`, value, response.headers.get(name)]);
  }
  if (expected.body !== undefined) parts.push(['body', expected.body, body]);
  for (const [what, want, got] of parts) {
    if (findDifference(want, got))
      return { what, expected: want, got: what === 'status' ? statusText(answer) : got };
  }
  for (const part of [expected.bodyContains ?? []].flat()) {
    if (!body.includes(part)) return { what: 'body', expected: `… ${part} …`, got: body };
  }
  return needsJson(expected) ? findFeedDifference(expected, body) : undefined;
}

function statusText({ response, body }: Answer): string {
  return `${response.status} ${response.statusText} ${body.slice(0, 500)}`.trim();
}

function needsJson(expected: HttpExpectation): boolean {
  return ['json', 'links', 'entries', 'entryTitles'].some((name) => name in expected);
}

interface FeedLike {
  readonly links?: readonly { readonly relation?: string; readonly uri?: string }[];
  readonly entries?: readonly { readonly title?: string }[];
}

function findFeedDifference(expected: HttpExpectation, body: string): AnswerDifference | undefined {
  const json = parsed(body);
  if (json === undefined) return { what: 'body', expected: 'JSON', got: body };
  const feed = json as FeedLike;
  const links = Object.fromEntries((feed.links ?? []).map(({ relation, uri }) => [relation, uri]));
  const titles = (feed.entries ?? []).map(({ title }) => title);
  const parts: [string, unknown, unknown][] = [];
  if ('json' in expected) parts.push(['json', expected.json, json]);
  if (expected.links) parts.push(['links', expected.links, links]);
  if (expected.entries !== undefined)
    parts.push(['number of entries', expected.entries, feed.entries?.length]);
  if (expected.entryTitles) parts.push(['titles of entries', expected.entryTitles, titles]);
  for (const [what, want, got] of parts) {
    const difference = findDifference(want, got);
    if (difference) return { ...difference, what: `${what} ${difference.path}`.trim() };
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function captureFrom(source: string, { response, body }: Answer): string {
  if (source === 'location') return response.headers.get('Location') ?? '';
  if (source === 'etag') return response.headers.get('ETag') ?? '';
  const [kind, key = ''] = source.split(/:(.*)/s);
  const json = JSON.parse(body) as FeedLike & Record<string, unknown>;
  if (kind === 'json') return String(json[key]);
  if (kind === 'link') return json.links?.find(({ relation }) => relation === key)?.uri ?? '';
  throw new Error(`There is no capture "${source}".`);
}
