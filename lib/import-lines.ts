// The lines of a backup file, whatever its bytes are: compressed or not, in chunks of any size, broken or endless.

export type SourceLine =
  | { readonly kind: 'text'; readonly line: number; readonly text: string; readonly bytes: number }
  | { readonly kind: 'problem'; readonly line: number; readonly reason: string };

/** The longest line that is read: an event of the greatest size in its longest writing, and its names. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

const NEWLINE = 10;
const RETURN = 13;

export interface LineOptions {
  /** When aborted, the lines end. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes taken from the source so far, as they are there: compressed ones count as compressed. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Lines without their ends, numbered from 1, empty ones left out. Ends after the first problem. Leaving the loop lets
 * go of the source.
 */
export async function* readLines(
  source: ReadableStream<Uint8Array>,
  options: LineOptions,
): AsyncGenerator<SourceLine, undefined> {
  const opened = await openSource(source, options);
  const reader = opened.chunks.getReader();
  // A source that never answers is let go of, too.
  const letGo = () => void reader.cancel().catch(() => {}); // It is given up; how it fails no longer matters.
  options.signal?.addEventListener('abort', letGo);
  const cutter = new LineCutter();
  try {
    while (!options.signal?.aborted) {
      const { done, value } = await reader.read();
      for (const line of done ? cutter.end() : cutter.cut(value)) {
        yield line;
        if (line.kind === 'problem') return;
      }
      if (done) return;
    }
  } catch (error) {
    yield { kind: 'problem', line: cutter.line, reason: opened.whyUnreadable(error) };
  } finally {
    options.signal?.removeEventListener('abort', letGo);
    letGo();
  }
}
