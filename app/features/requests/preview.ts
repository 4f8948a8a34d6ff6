// The data of an event in one line.
import type { RecordedEvent } from '../../../lib/index.ts';
import { oneLine } from '../../ui/one-line.ts';
import { counted } from '../../ui/words.ts';

const MAX_PREVIEW = 200;

export function preview({ rawData }: Pick<RecordedEvent, 'rawData'>): string {
  if (typeof rawData !== 'string') return counted(rawData.length, 'byte');
  return oneLine(rawData, MAX_PREVIEW);
}
