// What each shortcut does, in words, by where it does it.
import type { ShortcutName } from './shortcuts.ts';

export const SHORTCUT_WORDS: Readonly<Record<string, Readonly<Partial<Record<ShortcutName, string>>>>> = {
  Everywhere: {
    palette: 'Search or jump',
    filter: 'Filter the streams',
    post: 'Post event',
    streams: 'Go to the streams',
    requests: 'Go to the requests',
    lab: 'Go to the Lab',
    help: 'Show this list',
  },
  'In a list': { next: 'Next row', previous: 'Previous row', open: 'Open the row' },
  'In a stream': { newer: 'Newer page', older: 'Older page', close: 'Close the event' },
  'For requests': { retry: 'Retry the request', send: 'Send, in the form' },
};
