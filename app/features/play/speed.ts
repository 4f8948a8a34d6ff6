// How fast it steps from event to event, remembered by this browser.
import { preference } from '../../preference.ts';

/** Times the usual speed. */
export const SPEEDS = ['0.25', '0.5', '1', '2', '4', '16'] as const;
export type Speed = (typeof SPEEDS)[number];

export const playSpeed = preference<Speed>('play-speed', ['1', ...SPEEDS]);
