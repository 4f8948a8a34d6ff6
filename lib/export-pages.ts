// The pages of an export: a header, then the lines of the events as they were when reading began.
import { headerLine } from './core/ndjson.ts';
import type { Database } from './database.ts';
import type { ExportOptions } from './export.ts';
import { openLines, readExtent } from './export-lines.ts';
import { onOneLog } from './log-identity.ts';

export async function* exportPages(
  db: Pick<Database, 'transact' | 'sizes'>,
  signal: AbortSignal | undefined,
  onProgress: ExportOptions['onProgress'],
): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  const utf8 = new TextEncoder();
  const sameLog = onOneLog();
  const { end, events: total } = await readExtent(db, sameLog, signal);
  const read = openLines(end, db.sizes);
  yield utf8.encode(`${headerLine(total)}\n`);
  let place = { from: 0, written: 0 };
  while (place.written < total) {
    const { from, written } = place;
    const { lines, next } = await db.transact('readonly', (tx) => read(sameLog(tx), { from, written }));
    if (lines.length === 0) return;
    place = next;
    onProgress?.({ events: next.written, total });
    yield utf8.encode(lines.map((line) => `${line}\n`).join(''));
  }
}
