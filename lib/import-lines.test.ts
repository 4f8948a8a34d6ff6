import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_LINE_BYTES, readLines, type SourceLine } from './import-lines.ts';

const utf8 = new TextEncoder();

function sourceOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function linesOf(source: ReadableStream<Uint8Array>): Promise<readonly SourceLine[]> {
  const lines: SourceLine[] = [];
  for await (const line of readLines(source, { onBytes: () => {} })) lines.push(line);
  return lines;
}

const textsOf = async (bytes: Uint8Array) =>
  (await linesOf(sourceOf([bytes]))).map((line) =>
    line.kind === 'text' ? `${line.line}:${line.text}` : line,
  );

function compressed(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer().then((buffer) => new Uint8Array(buffer));
}

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return [...chunks, bytes.slice(at)];
}

test('lines are the same however the bytes are cut into chunks, compressed or not', async () => {
  const line = fc.string({ unit: 'grapheme' }).map((text) => `x${text.replace(/\s/g, '')}`);
  const sizes = fc.array(fc.nat(7), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.array(line), sizes, fc.boolean(), async (texts, chunkSizes, gzip) => {
      const plain = utf8.encode(texts.join('\n'));
      const source = sourceOf(cut(gzip ? await compressed(plain) : plain, chunkSizes));
      expect(await linesOf(source)).toEqual(
        texts.map((text, index) => ({
          kind: 'text',
          line: index + 1,
          text: text.toWellFormed?.() ?? text,
          sizeBytes: utf8.encode(text).length,
        })),
      );
    }),
  );
});

test('a byte order mark, carriage returns and empty lines are no trouble', async () => {
  const lines = await textsOf(utf8.encode('\ufeffa\r\n\r\n  \nb\n\n'));
  expect(lines).toEqual(['1:a\r', '4:b']);
  expect(await textsOf(utf8.encode(''))).toEqual([]);
  expect(await textsOf(utf8.encode('a'))).toEqual(['1:a']);
});

test('what is not UTF-8 is a problem of its line, and nothing after it is read', async () => {
  const bytes = Uint8Array.from([0x61, 10, 0x62, 0xff, 10, 0x63, 10]);
  expect(await textsOf(bytes)).toEqual(['1:a', { kind: 'problem', line: 2, reason: 'is not UTF-8 text' }]);
  const utf16 = Uint8Array.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0]);
  expect(await textsOf(utf16)).toEqual([{ kind: 'problem', line: 1, reason: 'is not UTF-8 text' }]);
});

test('a line without end is given up at the limit, and the source is let go of', async () => {
  let given = 0;
  let cancelled = false;
  const chunk = new Uint8Array(1024 * 1024).fill(0x20);
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += chunk.length;
      controller.enqueue(chunk);
    },
    cancel() {
      cancelled = true;
    },
  });
  expect(await linesOf(endless)).toEqual([
    {
      kind: 'problem',
      line: 1,
      reason: `is longer than ${MAX_LINE_BYTES} bytes, the most that a line can have`,
    },
  ]);
  expect(cancelled).toBe(true);
  expect(given).toBeLessThan(MAX_LINE_BYTES + 8 * chunk.length);
});

test('a small compressed file that grows without end is given up as well', async () => {
  const bomb = await compressed(new Uint8Array(64 * 1024 * 1024).fill(0x20));
  expect(bomb.length).toBeLessThan(200_000);
  expect(await linesOf(sourceOf([bomb]))).toMatchObject([{ kind: 'problem', line: 1 }]);
});

test('compressed data that is broken or cut off is a problem', async () => {
  const whole = await compressed(utf8.encode('a\nb\n'.repeat(1000)));
  const reason = 'the compressed data is broken or was cut off';
  for (const bytes of [whole.slice(0, -9), whole.slice(0, 2), Uint8Array.from([0x1f, 0x8b, 1, 2, 3])]) {
    expect((await linesOf(sourceOf([bytes]))).at(-1)).toMatchObject({ kind: 'problem', reason });
  }
});

test('a source that fails is a problem that says how', async () => {
  const failing = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(utf8.encode('a\nb')),
    pull: (controller) => controller.error(new Error('the disk is gone')),
  });
  expect(await linesOf(failing)).toMatchObject([
    { kind: 'text', line: 1 },
    { kind: 'problem', line: 2, reason: 'the file could not be read any further: the disk is gone' },
  ]);
});

test.each(['', 'a\nb', '\x1f'])(
  'an abort ends the lines of a source that has said %j and never goes on',
  async (said) => {
    let cancelled = false;
    const stalled = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(utf8.encode(said)),
      cancel() {
        cancelled = true;
      },
    });
    const stop = new AbortController();
    const reading = readLines(stalled, {
      signal: stop.signal,
      onBytes: () => queueMicrotask(() => stop.abort()),
    });
    if (said.length < 2) queueMicrotask(() => stop.abort());
    const lines: SourceLine[] = [];
    for await (const line of reading) lines.push(line);
    expect(lines.filter(({ kind }) => kind === 'problem')).toEqual([]);
    expect(cancelled).toBe(true);
  },
);

test('the bytes taken are those of the source, and add up to its size', async () => {
  const bytes = await compressed(utf8.encode('abc\n'.repeat(10_000)));
  let taken = 0;
  const onBytes = (more: number) => {
    taken += more;
  };
  for await (const line of readLines(sourceOf(cut(bytes, [1, 1, 3])), { onBytes }))
    expect(line.kind).toBe('text');
  expect(taken).toBe(bytes.length);
});
