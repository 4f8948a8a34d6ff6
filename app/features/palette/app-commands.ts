// What can be done on every screen.
import { Cable, Download, Keyboard, Layers, Plus, RotateCcw, SunMoon } from 'lucide-react';
import { isSwitchedOff, type NetworkState, network, networkWord } from '../../client/network.ts';
import { NETWORK_CHOICES, networkSentence } from '../../client/network-choices.ts';
import { paths } from '../../router.ts';
import { type Theme, theme } from '../../theme.ts';
import { startExport } from '../settings/start-export.ts';
import { showDialog } from '../shell/dialogs.ts';
import { LAB, PLAY, REQUESTS, SETTINGS, STREAMS } from '../shell/navigation.tsx';
import type { ShortcutName } from '../shortcuts/shortcuts.ts';
import { go } from './go.ts';
import type { Command, CommandGroup } from './results.ts';

/** How things are now, as far as the commands say it. */
export interface AppState {
  readonly network: NetworkState;
  readonly theme: Theme;
  /** Requests that were not sent yet. */
  readonly queued: number;
  readonly sendQueued: () => void;
  readonly announce: (text: string) => void;
}

export function appCommands(state: AppState): readonly CommandGroup[] {
  return [
    { title: 'Actions', commands: actions(state) },
    { title: 'Go to', commands: places() },
    { title: 'Network', commands: networkModes(state) },
    { title: 'Theme', commands: themes(state) },
  ];
}

function actions({ network: state, queued, sendQueued }: AppState): readonly Command[] {
  const why = queued === 0 ? 'nothing is queued' : isSwitchedOff(state) ? 'the network is off' : undefined;
  return [
    { id: 'post', icon: Plus, label: 'Post event', shortcut: 'post', run: () => go(paths.post()) },
    {
      id: 'retry-all',
      icon: RotateCcw,
      label: 'Retry all queued',
      note: `${queued} queued`,
      ...(why && { unavailable: why }),
      run: sendQueued,
    },
    { id: 'export', icon: Download, label: 'Export all', note: 'into a file', run: startExport },
    {
      id: 'shortcuts',
      icon: Keyboard,
      label: 'Keyboard shortcuts…',
      shortcut: 'help',
      run: () => showDialog('shortcuts'),
    },
  ];
}

function places(): readonly Command[] {
  const shortcuts: Readonly<Record<string, ShortcutName>> = {
    [STREAMS.href]: 'streams',
    [REQUESTS.href]: 'requests',
    [LAB.href]: 'lab',
  };
  return [
    ...[STREAMS, REQUESTS, LAB, PLAY, SETTINGS].map(({ label, href, icon }) => {
      const shortcut = shortcuts[href];
      return { id: href, icon, label: `Go to ${label}`, ...(shortcut && { shortcut }), run: () => go(href) };
    }),
    {
      id: 'all',
      icon: Layers,
      label: 'Go to $all',
      note: 'all events in one feed',
      run: () => go(paths.stream('$all')),
    },
  ];
}

function networkModes({ network: { fault }, announce }: AppState): readonly Command[] {
  return NETWORK_CHOICES.map((choice) => ({
    id: `network ${choice.fault}`,
    icon: Cable,
    label: `Network: ${networkWord(choice.fault)}`,
    note: choice.fault === fault ? 'now' : choice.says,
    run() {
      // As in the menu of the header: the network is off for a while, other faults meet the next request.
      const state = { fault: choice.fault, nextOnly: choice.fault !== 'offline' };
      network.set(state);
      announce(networkSentence(state));
    },
  }));
}

function themes({ theme: now, announce }: AppState): readonly Command[] {
  const words: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' };
  return (['system', 'light', 'dark'] as const).map((each) => ({
    id: `theme ${each}`,
    icon: SunMoon,
    label: `Theme: ${words[each]}`,
    ...(each === now && { note: 'now' }),
    run() {
      theme.set(each);
      announce(`Theme: ${words[each]}.`);
    },
  }));
}
