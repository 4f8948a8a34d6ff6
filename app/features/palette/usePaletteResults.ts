// Everything that the palette can find, and what is found.
import { FlaskConical } from 'lucide-react';
import { useMemo } from 'react';
import { useNetwork, useOpenedClient } from '../../client/ClientProvider.tsx';
import { useQueuedCount } from '../../client/counts.ts';
import { paths, useRoute } from '../../router.ts';
import { theme as chosenTheme } from '../../theme.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { counted } from '../../ui/words.ts';
import { SCENARIOS } from '../lab/scenarios/index.ts';
import { retryQueued } from '../requests/retry-queued.ts';
import { useStreams } from '../streams/useStreams.ts';
import { appCommands } from './app-commands.ts';
import { go } from './go.ts';
import { type CommandGroup, type Results, resultsOf } from './results.ts';
import { eventNumbered, streamActions, streamNamed, streamOf, streamsLike } from './stream-commands.ts';

export interface PaletteResults extends Results {
  /** How far the streams are known. */
  readonly streams: 'loading' | 'failed' | 'ready';
}

export function usePaletteResults(text: string): PaletteResults {
  const stream = streamOf(useRoute());
  const live = useStreams();
  const everywhere = useCommands();
  const known = live.status === 'ready' ? live.value : null;
  const results = useMemo(() => {
    const groups = [
      stream === null ? null : eventNumbered(text, stream, known),
      stream === null ? null : streamActions(stream),
      known && streamsLike(text, known),
      ...everywhere,
      LAB_SCENARIOS,
      known && streamNamed(text, known),
    ];
    return resultsOf(
      groups.filter((group) => group !== null),
      text,
    );
  }, [text, stream, known, everywhere]);
  return { ...results, streams: live.status };
}

const LAB_SCENARIOS: CommandGroup = {
  title: 'Lab',
  commands: SCENARIOS.map(({ id, title, teaser }) => ({
    id: `lab ${id}`,
    icon: FlaskConical,
    label: `Lab: ${title}`,
    note: teaser,
    run: () => go(paths.scenario(id)),
  })),
};

function useCommands(): readonly CommandGroup[] {
  const network = useNetwork();
  const theme = chosenTheme.use();
  const queued = useQueuedCount();
  const opened = useOpenedClient();
  const announce = useAnnounce();
  return useMemo(() => {
    async function sendQueued(): Promise<void> {
      go(paths.requests());
      const count = await retryQueued(await opened);
      announce(`Sending ${counted(count, 'queued request')}.`);
    }
    return appCommands({ network, theme, queued, announce, sendQueued: () => void sendQueued() });
  }, [network, theme, queued, opened, announce]);
}
