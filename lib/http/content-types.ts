// What the body of a POST is, by its Content-Type.
import { Refusal } from './answer.ts';

export type BodyFormat =
  /** One event of JSON; type and id are in the headers. */
  | 'json'
  /** One event of any bytes. */
  | 'bytes'
  /** An array of events. */
  | 'json_list'
  | 'xml_list'
  /** What curl says when nobody says anything: a list or one event, as the body shows. */
  | 'form';

export interface BodyType {
  readonly format: BodyFormat;
  /** Type and id must be in the headers, also where the body says them again. */
  readonly needsHeaders: boolean;
}

/** Where the body goes: the address that names the event id takes one event only. */
export type Target = 'stream' | 'incoming' | 'metadata';

const one = (format: BodyFormat): BodyType => ({ format, needsHeaders: true });
const list = (format: BodyFormat): BodyType => ({ format, needsHeaders: false });

const SINGLE_TYPES: ReadonlyMap<string, BodyType> = new Map([
  ['application/json', one('json')],
  ['text/xml', one('bytes')],
  ['application/xml', one('bytes')],
  ['application/x-www-form-urlencoded', one('form')],
  ['application/atom+xml', one('xml_list')],
  ['application/vnd.eventstore.atom+json', one('json_list')],
  ['application/vnd.kurrent.atom+json', one('json_list')],
]);

const BATCH_TYPES: ReadonlyMap<string, BodyType> = new Map([
  ['application/octet-stream', one('bytes')],
  ...['eventstore', 'kurrent'].flatMap((vendor) =>
    ['event', 'events'].flatMap((noun): [string, BodyType][] => [
      [`application/vnd.${vendor}.${noun}+json`, list('json_list')],
      [`application/vnd.${vendor}.${noun}+xml`, list('xml_list')],
    ]),
  ),
]);

/** @throws Refusal 415 for a type that is missing, unknown, not in UTF-8, or not taken at this address. */
export function bodyTypeOf(request: Request, target: Target): BodyType {
  const sent = request.headers.get('Content-Type');
  const [type = '', ...parameters] = (sent ?? '').split(';').map((part) => part.trim().toLowerCase());
  const bodyType = SINGLE_TYPES.get(type) ?? (target === 'incoming' ? undefined : BATCH_TYPES.get(type));
  if (!bodyType) throw unsupported(sent === null ? 'There is none.' : `"${sent}" is not taken here.`);
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice(8);
  if (charset !== undefined && charset.replace(/"/g, '') !== 'utf-8') {
    throw unsupported(`The charset "${charset}" is not utf-8.`);
  }
  return bodyType;
}

/**
 * Bytes that are compressed, or coded in another way, would be stored as they came, and nobody could read them.
 * @throws Refusal 415, also where the request has no body: a request that names a coding is meant to have one
 */
export function checkEncoding(request: Request): void {
  const sent = request.headers.get('Content-Encoding') ?? '';
  const codings = sent.split(',').map((coding) => coding.trim().toLowerCase());
  if (codings.every((coding) => coding === '' || coding === 'identity')) return;
  throw new Refusal(
    415,
    'Unsupported Media Type',
    `Unsupported Media Type. Content-Encoding "${sent}" is not taken: send the body as it is, without this header. Nothing was written.`,
    { 'Accept-Encoding': 'identity' },
  );
}

export function unsupported(why: string): Refusal {
  const sentence = 'Invalid or missing Content-Type';
  return new Refusal(415, sentence, `${sentence}. ${why} Nothing was written.`);
}
