// The data of an event in one line.
import type { RecordedEvent } from '../../../lib/index.ts';

const MAX_PREVIEW = 200;

export function preview({ rawData }: Pick<RecordedEvent, 'rawData'>): string {
  if (typeof rawData !== 'string') return `${rawData.length} bytes`;
  return rawData.slice(0, MAX_PREVIEW).replaceAll(/\s+/g, ' ').trim();
}
