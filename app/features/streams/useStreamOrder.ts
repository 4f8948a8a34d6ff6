// The order of the stream list, remembered by this browser.
import { preference } from '../../preference.ts';
import type { StreamOrder } from './order.ts';

const streamOrder = preference<StreamOrder>('stream-order', ['updated', 'name', 'events', 'version']);

export function useStreamOrder(): readonly [StreamOrder, (order: StreamOrder) => void] {
  return [streamOrder.use(), streamOrder.set];
}
