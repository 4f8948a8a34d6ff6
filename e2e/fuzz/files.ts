// Arbitrary backup files: real ones, and what becomes of them when lines are damaged, files cut off or bytes lost.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { anyStream, anyText, damaged, validJson } from './texts.ts';

const id = fc.nat(20).map((n) => `00000000-0000-4000-8000-${String(n + 1).padStart(12, '0')}`);

const line = fc
  .record({
    id,
    stream: anyStream,
    number: fc.oneof(fc.nat(3), fc.constantFrom(-1, 9_007_199_254_740_991, 9_007_199_254_740_992, 1e300)),
    data: fc.oneof(
      validJson.map((text) => `"data":${text}`),
      anyText.map((text) => `"dataText":${JSON.stringify(text)}`),
      fc
        .uint8Array({ maxLength: 9 })
        .map((bytes) => `"dataBase64":"${Buffer.from(bytes).toString('base64')}"`),
      fc.constantFrom('"scavenged":true', '"data":1,"dataText":"1"', '"dataBase64":"=="'),
    ),
    more: fc.constantFrom(
      '',
      ',"recreates":true',
      ',"after":-1',
      ',"after":0',
      ',"metadata":{"a":1}',
      ',"unknown":1',
      ',"stream":"twice"',
    ),
    created: fc.constantFrom(
      '2026-01-31T09:30:00.000Z',
      '2026-02-30T09:30:00Z',
      '+275760-09-13T00:00:00Z',
      '-000001-01-01T00:00:00Z',
      'x',
    ),
  })
  .map(
    ({ id, stream, number, data, more, created }) =>
      `{"eventId":"${id}","eventType":"t",${data},"stream":${JSON.stringify(stream)},"eventNumber":${number},"position":0,"created":"${created}"${more}}`,
  );

/** Consecutive events of one stream, as an export writes them. */
const rightLines = fc
  .tuple(
    fc.constantFrom('a', 'order-1', '$$a'),
    fc.array(
      validJson.filter((text) => !/[\r\n]/.test(text)),
      { maxLength: 6 },
    ),
  )
  .map(([stream, data]) =>
    data.map(
      (text, number) =>
        `{"eventId":"10000000-0000-4000-8000-00000000000${number}","eventType":"t","data":${text.trim()},"stream":"${stream}","eventNumber":${number},"position":${number},"created":"2026-01-31T09:30:00.000Z"}`,
    ),
  );

const header = fc.constantFrom(
  ...[
    '',
    '{"format":"offline-event-store","version":1}',
    '{"format":"offline-event-store","version":1,"events":3}',
  ],
  ...['{"format":"other","version":1}', '{"format":"offline-event-store","version":2}', '{"format":1}'],
);

const text = fc
  .tuple(
    header,
    rightLines,
    fc.array(fc.oneof(line, damaged(line), anyText), { maxLength: 4 }),
    fc.constantFrom('\n', '\r\n', '\n\n'),
  )
  .map(([first, right, lines, end]) => [first, ...right, ...lines].join(end));

export interface AnyFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many bytes a chunk has. */
  readonly chunk: number;
}

/** As bytes: plain or compressed, whole, cut off, or with a byte changed. */
export const anyFile = fc
  .record({
    text,
    gzip: fc.boolean(),
    cut: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 4 }),
    change: fc.option(fc.record({ at: fc.nat(), to: fc.nat(255) }), { freq: 4 }),
    chunk: fc.constantFrom(1, 2, 7, 100, 65_536),
  })
  .map(({ text, gzip, cut, change, chunk }): AnyFile => {
    const plain = new TextEncoder().encode(text);
    const whole = new Uint8Array(gzip ? gzipSync(plain) : plain);
    if (change !== null && whole.length > 0) whole[change.at % whole.length] = change.to;
    return { bytes: cut === null ? whole : whole.slice(0, Math.floor(whole.length * cut)), chunk };
  });

export function streamOf({ bytes, chunk }: AnyFile): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + chunk));
      at += chunk;
    },
  });
}
