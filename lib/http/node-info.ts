// What clients ask of a server before anything else: whether it is there, and which one it is.
import { writeJson } from '../core/json-writer.ts';
import { XML_DECLARATION } from '../core/xml.ts';
import type { Answer } from './answer.ts';
import { NOT_AT_ALL, representation } from './caching.ts';
import type { Exchange } from './exchange.ts';
import { NODE_OFFER, negotiate } from './negotiate.ts';
import { notAcceptable } from './request.ts';

const PONG = 'Ping request successfully handled';

export function getPing(exchange: Exchange): Answer {
  return nodeAnswer(exchange, (contentType) => {
    if (contentType.endsWith('json')) return writeJson({ text: PONG });
    if (contentType === 'text/plain') return `Text: ${PONG}`;
    return `${XML_DECLARATION}<TextMessage xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><Text>${PONG}</Text></TextMessage>`;
  });
}

/** The release whose HTTP interface is answered: clients choose by it what they may ask. */
const VERSION = '25.0.0.0';

/** Always a node of its own, that leads; without users, and with the system streams as projections make them. */
const INFO = writeJson({
  dbVersion: VERSION,
  esVersion: VERSION,
  state: 'leader',
  projectionsMode: 'System',
  features: { projections: true, userManagement: false, atomPub: true },
  authentication: { type: 'insecure', properties: {} },
});

/** JSON whatever type was asked for, as the reference answers. */
export function getInfo(exchange: Exchange): Answer {
  return nodeAnswer(exchange, () => INFO);
}

function nodeAnswer(exchange: Exchange, write: (contentType: string) => string): Answer {
  const contentType = negotiate(exchange, NODE_OFFER);
  if (contentType === undefined) throw notAcceptable();
  return representation(exchange.request, {
    contentType,
    growing: false,
    cacheControl: NOT_AT_ALL,
    body: () => write(contentType),
  });
}
