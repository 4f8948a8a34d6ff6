// The order of the stream list, remembered by this browser.
import { useSyncExternalStore } from 'react';
import { STREAM_ORDERS, type StreamOrder } from './order.ts';

const KEY = 'stream-order';
const listeners = new Set<() => void>();

export function useStreamOrder(): readonly [StreamOrder, (order: StreamOrder) => void] {
  return [useSyncExternalStore(subscribe, chosen), choose];
}

function chosen(): StreamOrder {
  const stored = localStorage.getItem(KEY);
  return STREAM_ORDERS.find(({ order }) => order === stored)?.order ?? 'updated';
}

function choose(order: StreamOrder): void {
  localStorage.setItem(KEY, order);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
