// Whether single keys are shortcuts: a preference of this browser.
import { preference } from '../../preference.ts';

const singleKeys = preference('single-keys', ['on', 'off']);

export function areSingleKeysOn(): boolean {
  return singleKeys.get() === 'on';
}

export function useSingleKeysOn(): boolean {
  return singleKeys.use() === 'on';
}

export function setSingleKeysOn(on: boolean): void {
  singleKeys.set(on ? 'on' : 'off');
}
