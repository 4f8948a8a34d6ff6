// The writers of a race.

/** A rival writer is a second store connection in the first tab, where the browser opens no second one. */
export type Writer = 'first tab' | 'second tab' | 'rival writer';

/** `First tab`. */
export function titleOf(writer: string): string {
  return writer.charAt(0).toUpperCase() + writer.slice(1);
}
