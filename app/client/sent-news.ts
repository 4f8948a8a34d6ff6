// What was sent by itself last, for those who look and those who listen.

export interface SentNews {
  readonly says: string;
  /** What was sent: the ids of the requests. */
  readonly requestIds: readonly string[];
  /** It was sent because the network came back, which is told until somebody has seen it. */
  readonly networkIsBack: boolean;
}

let news: SentNews | null = null;
const listeners = new Set<() => void>();

/** `null`: it has been seen. */
export function tellSent(next: SentNews | null): void {
  news = next;
  for (const listener of listeners) listener();
}

export function sentNews(): SentNews | null {
  return news;
}

/** Returns the way to stop. */
export function onSentNews(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
