import { expect, test } from 'vitest';
import { looksLikeEventList, readJsonEvents, readXmlEvents } from './event-formats.ts';

const ID = 'fbf4a1a1-b4a3-4dfe-a01f-ec52c34e16e4';

function dataOf(data: string) {
  const reading = readJsonEvents(`[{"eventId":"${ID}","eventType":"t","data": ${data} }]`);
  return reading.kind === 'events' ? reading.events[0]?.data : reading;
}

test.each(['{ "n": 9007199254740993, "x":1.0 }', '[1, 2]', '17', '1.0', 'true', 'null', '{"a":1,"a":2}'])(
  '%s as data is kept as it was sent',
  (data) => {
    expect(dataOf(data)).toEqual({ kind: 'json', text: data });
  },
);

test('null as metadata is none, any other value is kept', () => {
  const metadataOf = (metadata: string) => {
    const reading = readJsonEvents(`[{"eventId":"${ID}","eventType":"t","metadata": ${metadata} }]`);
    return reading.kind === 'events' ? reading.events[0]?.metadata : reading;
  };
  expect(metadataOf('null')).toBeNull();
  for (const text of ['17', 'false', '[null]', '{"m":null}'])
    expect(metadataOf(text)).toEqual({ kind: 'json', text });
  expect(metadataOf('"null"')).toEqual({ kind: 'text', text: 'null' });
  expect(metadataOf('""')).toEqual({ kind: 'text', text: '' });
});

test('a string as data is the text itself, or the JSON object or array that it holds', () => {
  expect(dataOf('"a \\"text\\""')).toEqual({ kind: 'text', text: 'a "text"' });
  expect(dataOf('"17"')).toEqual({ kind: 'text', text: '17' });
  expect(dataOf('"{\\"n\\": 1.0}"')).toEqual({ kind: 'json', text: '{"n": 1.0}' });
  expect(dataOf('"{no json"')).toEqual({ kind: 'text', text: '{no json' });
});

test('a string without bytes in UTF-8 is kept as JSON rather than changed', () => {
  expect(dataOf('"a\\ud800"')).toEqual({ kind: 'json', text: '"a\\ud800"' });
});

test('names are read in any case, ids in lower case, and an event may have no data', () => {
  expect(readJsonEvents(`[{"EventID":"${ID.toUpperCase()}","EVENTTYPE":"t","other":1}]`)).toEqual({
    kind: 'events',
    events: [{ id: ID, type: 't', data: { kind: 'text', text: '' }, metadata: null }],
  });
});

test.each([
  ['{}', 'Write request body invalid.', 'The body is not a JSON array of events.'],
  ['[]', 'Write request body invalid.', 'The list holds no event.'],
  ['', 'Write request body invalid.', 'The body is not valid JSON: it is empty.'],
  ['[1]', 'Write request body invalid.', 'Event 1 is not a JSON object.'],
  ['[{"eventType":"t"}]', "Empty eventId provided. (Parameter 'eventId')", 'Event 1: eventId is missing.'],
  [
    `[{"eventId":"${ID}"}]`,
    "Empty eventType provided. (Parameter 'eventType')",
    'Event 1: eventType is missing.',
  ],
  [
    `[{"eventId":"${ID}","eventType":"t"},{"eventId":"x"}]`,
    'Write request body invalid.',
    'Event 2: eventId "x" is not a GUID (8-4-4-4-12 hexadecimal digits).',
  ],
  [
    `[{"eventId":"${ID}","eventType":7}]`,
    'Write request body invalid.',
    'Event 1: eventType 7 is not a string.',
  ],
])('%s is refused: %s %s', (body, sentence, why) => {
  expect(readJsonEvents(body)).toEqual({ kind: 'problem', sentence, why });
});

test('an XML list gives JSON for elements, text for text, and nothing for an empty element', () => {
  const event = (data: string) =>
    `<event><eventId>${ID}</eventId><eventType>t</eventType><data>${data}</data><metadata/></event>`;
  const reading = readXmlEvents(
    `<events>${event('<a>1</a>')}${event('text')}${event('{&quot;a&quot;: 1.0}')}</events>`,
  );
  expect(reading).toMatchObject({
    kind: 'events',
    events: [
      { data: { kind: 'json', text: '{"a":"1"}' }, metadata: null },
      { data: { kind: 'text', text: 'text' } },
      { data: { kind: 'json', text: '{"a": 1.0}' } },
    ],
  });
});

test('an XML list that is not well-formed is refused with the line', () => {
  expect(readXmlEvents('<events>\n<event></events>')).toMatchObject({
    kind: 'problem',
    why: 'The body is not XML that can be read: line 2: </events> does not close <event>.',
  });
});

test('only an array of events looks like a list of them', () => {
  expect(looksLikeEventList(`[{"eventId":"${ID}"},{"EVENTTYPE":"t"}]`)).toBe(true);
  for (const body of ['[]', '[1]', '[{"a":1}]', '{"eventId":1}', `[{"eventId":"${ID}"},2]`]) {
    expect(looksLikeEventList(body)).toBe(false);
  }
});
