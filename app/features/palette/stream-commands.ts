// The streams, what can be done with the one that is shown, and with the name or number that was typed.
import { Braces, Hash, Layers, Plus, Search } from 'lucide-react';
import { isStreamName, type StreamName } from '../../../lib/index.ts';
import { paths, type Route } from '../../router.ts';
import { counted } from '../../ui/words.ts';
import { ALL } from '../stream/all.ts';
import { isSystemStream } from '../stream/system-streams.ts';
import { findStreams } from '../streams/order.ts';
import type { Streams } from '../streams/useStreams.ts';
import { go } from './go.ts';
import type { Command, CommandGroup } from './results.ts';

/** Streams shown before anything is typed. */
const SHOWN_AT_FIRST = 6;
const MOST_STREAMS = 30;

/** The stream that a screen shows, or null. */
export function streamOf(route: Route): StreamName | null {
  switch (route.kind) {
    case 'stream':
    case 'event':
    case 'metadata':
    case 'find':
      return route.stream;
    default:
      return null;
  }
}

/** What can be done with the stream that is shown. */
export function streamActions(stream: StreamName): CommandGroup {
  const isMetadata = stream.startsWith('$$');
  const common = { note: stream };
  const commands: readonly (Command | null)[] = [
    stream === ALL || isSystemStream(stream)
      ? null
      : {
          ...common,
          id: 'post-here',
          icon: Plus,
          label: 'Post to this stream',
          run: () => go(paths.post(stream)),
        },
    {
      ...common,
      id: 'find-here',
      icon: Search,
      label: 'Find in this stream',
      run: () => go(paths.find(stream)),
    },
    stream === ALL || isMetadata
      ? null
      : {
          ...common,
          id: 'metadata-here',
          icon: Braces,
          label: 'Metadata of this stream',
          run: () => go(paths.metadata(stream)),
        },
  ];
  return { title: 'This stream', commands: commands.filter((command) => command !== null) };
}

/** The streams with names like the text. */
export function streamsLike(text: string, { streams }: Streams): CommandGroup {
  const isEmpty = text.trim() === '';
  const count = isEmpty ? SHOWN_AT_FIRST : MOST_STREAMS;
  const { shown, total } = findStreams(streams, { text, order: 'updated', count });
  return {
    title: isEmpty ? 'Latest streams' : 'Streams',
    commands: shown.map(({ stream, eventCount }) => ({
      id: `stream ${stream}`,
      icon: Layers,
      label: stream,
      note: counted(eventCount, 'event'),
      run: () => go(paths.stream(stream)),
    })),
    more: total - shown.length,
  };
}

/** The event with the number that was typed. */
export function eventNumbered(text: string, stream: StreamName, known: Streams | null): CommandGroup | null {
  const digits = text.trim();
  if (!/^\d{1,15}$/.test(digits)) return null;
  const number = Number(digits);
  const last = lastNumber(stream, known);
  const isPast = last !== null && number > last;
  const command: Command = {
    id: 'event',
    icon: Hash,
    label: stream === ALL ? `Go to position ${number} of $all` : `Go to event № ${number} of ${stream}`,
    ...(isPast && { unavailable: last < 0 ? 'it has no events' : `the last is ${last}` }),
    run: () => go(paths.event(stream, number)),
  };
  return { title: 'By its number', commands: [command], rank: isPast ? BELOW_ALL : 0 };
}

/** Null where the list of streams does not say it. */
function lastNumber(stream: StreamName, known: Streams | null): number | null {
  if (known === null) return null;
  if (stream === ALL) return known.head - 1;
  return known.streams.find((each) => each.stream === stream)?.version ?? null;
}

const BELOW_ALL = 9;

/** A name that no stream in the list has: it may be a system stream, a deleted one, or one to be. */
export function streamNamed(text: string, { streams, isComplete }: Streams): CommandGroup | null {
  const name = text.trim();
  const isKnown = name === ALL || streams.some(({ stream }) => stream === name);
  if (isKnown || !isStreamName(name)) return null;
  const open = { id: 'open', icon: Layers, label: `Open “${name}”`, run: () => go(paths.stream(name)) };
  const post = { id: 'post-to', icon: Plus, label: `Post to “${name}”`, run: () => go(paths.post(name)) };
  return {
    title: isComplete ? 'No stream in the list has this name' : 'By its name',
    commands: name.startsWith('$') ? [open] : [open, post],
    rank: BELOW_ALL,
  };
}
