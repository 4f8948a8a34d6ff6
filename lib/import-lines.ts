// The lines of a backup file, whatever its bytes are: compressed or not, in chunks of any size, broken or endless.
import { refused } from './check.ts';
import { messageOf } from './core/shown.ts';
import { InvalidArgumentError } from './errors.ts';

export type SourceLine =
  | { readonly kind: 'text'; readonly line: number; readonly text: string; readonly sizeBytes: number }
  | { readonly kind: 'problem'; readonly line: number; readonly reason: string };

/** The longest line that is read: an event of the greatest size in its longest writing, and its names. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** The most empty lines on end, in bytes: few bytes of a compressed file can be gigabytes of them. */
const MAX_EMPTY_BYTES = 1024 * 1024;

export interface LineOptions {
  /** When aborted, the lines end. */
  readonly signal?: AbortSignal | undefined;
  /** Told how many more bytes were taken from the source, where compressed ones count as they are. */
  readonly onBytes: (more: number) => void;
}

/** Numbered from 1, empty ones left out. Ends after the first problem. Leaving the loop lets go of the source. */
export async function* readLines(
  source: ReadableStream<Uint8Array>,
  { signal, onBytes }: LineOptions,
): AsyncGenerator<SourceLine, undefined> {
  const taken = source.getReader();
  // A source that never answers is let go of, too; how it fails then no longer matters.
  const letGo = () => void taken.cancel().catch(() => {});
  signal?.addEventListener('abort', letGo);
  const cutter = new LineCutter();
  let compressed = false;
  try {
    const head = await takeHead(taken);
    compressed = head[0] === 0x1f && head[1] === 0x8b;
    const whole = replay(head, taken, onBytes);
    const chunks = compressed ? whole.pipeThrough(gunzip()) : whole;
    for await (const chunk of chunksOf(chunks)) {
      for (const line of cutter.cut(chunk)) {
        if (signal?.aborted) return;
        yield line;
      }
      if (cutter.broken) return;
    }
    if (!signal?.aborted) yield* cutter.end();
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error;
    if (!signal?.aborted)
      yield { kind: 'problem', line: cutter.line, reason: whyUnreadable(error, compressed) };
  } finally {
    signal?.removeEventListener('abort', letGo);
    letGo();
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** The first two bytes at least, which tell whether it is compressed; fewer where there are no more. */
async function takeHead(taken: Reader): Promise<Uint8Array> {
  let head = new Uint8Array();
  while (head.length < 2) {
    const { done, value } = await taken.read();
    if (done) break;
    head = joined([head, bytesOf(value)]);
  }
  return head;
}

/** A copy, since a source may use its buffer again for the next chunk, while lines of this one are still collected. */
function bytesOf(chunk: unknown): Uint8Array<ArrayBuffer> {
  if (chunk instanceof Uint8Array) return new Uint8Array(chunk);
  throw refused('source', 'a stream of bytes (Uint8Array)', chunk);
}

function replay(
  head: Uint8Array,
  taken: Reader,
  onBytes: (more: number) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      onBytes(head.length);
      controller.enqueue(head as Uint8Array<ArrayBuffer>);
    },
    async pull(controller) {
      const { done, value } = await taken.read();
      if (done) return controller.close();
      const chunk = bytesOf(value);
      onBytes(chunk.length);
      controller.enqueue(chunk);
    },
    cancel: (reason) => taken.cancel(reason),
  });
}

function gunzip(): ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  return new DecompressionStream('gzip');
}

/** Not every browser can loop over a stream. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {}); // Its reader has left; a failure has been told, or no longer matters.
  }
}

function whyUnreadable(error: unknown, compressed: boolean): string {
  if (compressed) return 'the compressed data is broken or was cut off';
  return `the file could not be read any further: ${messageOf(error)}`;
}

const NEWLINE = 10;

/** Cuts chunks into lines; never holds more than one line and one chunk. */
class LineCutter {
  /** Number of the line that is being collected. */
  line = 1;
  broken = false;
  private parts: Uint8Array[] = [];
  private sizeBytes = 0;
  private emptyBytes = 0;
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  *cut(chunk: Uint8Array): Generator<SourceLine, undefined> {
    for (let start = 0; start < chunk.length && !this.broken; ) {
      const end = chunk.indexOf(NEWLINE, start);
      yield* this.collect(chunk.subarray(start, end < 0 ? chunk.length : end));
      if (end < 0) return;
      yield* this.end();
      start = end + 1;
    }
  }

  /** The line as collected so far is whole. */
  *end(): Generator<SourceLine, undefined> {
    if (this.broken) return;
    const text = this.decoded();
    if (text === undefined) yield this.problem('is not UTF-8 text');
    // A carriage return before the end is space to JSON.
    else if (text.trim() === '') yield* this.passOver();
    else yield this.found(text);
    this.line++;
    this.parts = [];
    this.sizeBytes = 0;
  }

  private found(text: string): SourceLine {
    this.emptyBytes = 0;
    return { kind: 'text', line: this.line, text, sizeBytes: this.sizeBytes };
  }

  private *passOver(): Generator<SourceLine, undefined> {
    this.emptyBytes += this.sizeBytes + 1;
    if (this.emptyBytes > MAX_EMPTY_BYTES) {
      yield this.problem(`ends more than ${MAX_EMPTY_BYTES} bytes of empty lines`);
    }
  }

  private *collect(part: Uint8Array): Generator<SourceLine, undefined> {
    this.parts.push(part);
    this.sizeBytes += part.length;
    if (this.sizeBytes > MAX_LINE_BYTES) {
      yield this.problem(`is longer than ${MAX_LINE_BYTES} bytes, the most that a line can have`);
    }
  }

  private decoded(): string | undefined {
    try {
      const text = this.utf8.decode(joined(this.parts));
      return this.line === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
    } catch {
      return undefined; // Fatal means that it says so by throwing.
    }
  }

  private problem(reason: string): SourceLine {
    this.broken = true;
    return { kind: 'problem', line: this.line, reason };
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
