// The keyboard shortcuts and their keys. The listener, the hints beside the buttons and the list of all shortcuts read it;
// what each does is told in `shortcut-words.ts`, which the first screen does not load.

export interface Shortcut {
  /** As `keys.ts` writes them: `n`, `Escape`, `Mod+k`; `g s` is one after the other. */
  readonly keys: string;
  /** It goes on while the key is held. */
  readonly repeats?: true;
}

export const SHORTCUTS = {
  palette: { keys: 'Mod+k' },
  filter: { keys: '/' },
  post: { keys: 'n' },
  streams: { keys: 'g s' },
  requests: { keys: 'g r' },
  lab: { keys: 'g l' },
  help: { keys: '?' },
  next: { keys: 'j', repeats: true },
  previous: { keys: 'k', repeats: true },
  open: { keys: 'Enter' },
  newer: { keys: '[' },
  older: { keys: ']' },
  close: { keys: 'Escape' },
  retry: { keys: 'r' },
  send: { keys: 'Mod+Enter' },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutName = keyof typeof SHORTCUTS;

/** What the browser and the form do by themselves. */
export type OwnShortcut = 'open' | 'send';

export const SHORTCUT_NAMES = Object.keys(SHORTCUTS) as readonly ShortcutName[];
