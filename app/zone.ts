// Times as the clock on the wall says them, or in UTC: a preference of this browser.
import { preference } from './preference.ts';
import type { Zone } from './ui/time.ts';

export const zone = preference<Zone>('times', ['local', 'utc']);
