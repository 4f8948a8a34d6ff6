// The table of keyboard shortcuts: what is pressed, what it does, and where. The listener, the hints beside the buttons
// and the list of all shortcuts read it.

export interface Shortcut {
  /** As `keys.ts` writes them: `n`, `Escape`, `Mod+k`; `g s` is one after the other. */
  readonly keys: string;
  readonly says: string;
  readonly place: 'Everywhere' | 'In a list' | 'In a stream' | 'For requests';
  /** It goes on while the key is held. */
  readonly repeats?: true;
}

export const SHORTCUTS = {
  palette: { keys: 'Mod+k', says: 'Search or jump', place: 'Everywhere' },
  filter: { keys: '/', says: 'Filter the streams', place: 'Everywhere' },
  post: { keys: 'n', says: 'Post event', place: 'Everywhere' },
  streams: { keys: 'g s', says: 'Go to the streams', place: 'Everywhere' },
  requests: { keys: 'g r', says: 'Go to the requests', place: 'Everywhere' },
  lab: { keys: 'g l', says: 'Go to the Lab', place: 'Everywhere' },
  help: { keys: '?', says: 'Show this list', place: 'Everywhere' },
  next: { keys: 'j', says: 'Next row', place: 'In a list', repeats: true },
  previous: { keys: 'k', says: 'Previous row', place: 'In a list', repeats: true },
  open: { keys: 'Enter', says: 'Open the row', place: 'In a list' },
  newer: { keys: '[', says: 'Newer page', place: 'In a stream' },
  older: { keys: ']', says: 'Older page', place: 'In a stream' },
  close: { keys: 'Escape', says: 'Close the event', place: 'In a stream' },
  retry: { keys: 'r', says: 'Retry the request', place: 'For requests' },
  send: { keys: 'Mod+Enter', says: 'Send, in the form', place: 'For requests' },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutName = keyof typeof SHORTCUTS;

/** What the browser and the form do by themselves. */
export type OwnShortcut = 'open' | 'send';

export const SHORTCUT_NAMES = Object.keys(SHORTCUTS) as readonly ShortcutName[];
