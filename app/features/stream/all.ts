// The name of the stream of everything.
import type { StreamName } from '../../../lib/index.ts';

/** Every event in the order it was written; its numbers are positions. */
export const ALL: StreamName = '$all';
