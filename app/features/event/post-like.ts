// Hands an event to the composer, which makes a new one like it.
import type { RecordedEvent } from '../../../lib/index.ts';
import { tabStorage } from '../../browser-storage.ts';

/** Where the composer finds it: JSON of `{type, data, metadata}`, the last two as exact texts. */
export const POST_LIKE_KEY = 'post-like';

export function keepForPost({ type, rawData, rawMetadata }: RecordedEvent): void {
  const data = typeof rawData === 'string' ? rawData : '';
  const metadata = typeof rawMetadata === 'string' ? rawMetadata : '';
  tabStorage.setItem(POST_LIKE_KEY, JSON.stringify({ type, data, metadata }));
}
