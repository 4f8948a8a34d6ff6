// A run on the screen.
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useClient } from '../../client/ClientProvider.tsx';
import { useStore } from '../../store.tsx';
import { useAnnounce } from '../../ui/Announcer.tsx';
import type { Tools } from './bench.ts';
import { openRival } from './race/open-rival.ts';
import type { Racer } from './race/race.ts';
import { useRacer } from './race/useRacer.ts';
import { type Run, type Runner, runnerOf } from './run.ts';
import type { Scenario } from './scenario.ts';

/** Long enough to read a step before the next begins. */
const PAUSE_MS = 2_000;
/** For those who asked for less motion the steps are done almost at once. */
const SHORT_PAUSE_MS = 250;

export interface RunOnScreen {
  readonly run: Run;
  readonly runner: Runner;
  /** Of a race; null for other scenarios. */
  readonly racer: Racer | null;
  readonly next: () => void;
  readonly play: () => void;
}

/** The run of the scenario, as it was left. Leaving the screen stops playing. */
export function useRun(scenario: Scenario): RunOnScreen {
  const [runner] = useState(() => runnerOf(scenario));
  const run = useSyncExternalStore(runner.subscribe, runner.state);
  const go = useRef(() => {});
  // Fired in the other tab: the step is done here, too.
  const onGo = useCallback(() => {
    if (runner.current()?.canBeginElsewhere === true) go.current();
  }, [runner]);
  const racer = useRacer(scenario.races === true ? run.stream : null, 'first tab', onGo);
  const tools = useTools(racer);
  const next = () => void runner.next(tools);
  useEffect(() => {
    go.current = next;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new stream is looked at.
  useEffect(() => void runner.findFreshStream(tools), [runner, tools, run.stream]);
  useEffect(() => () => runner.stop(), [runner]);
  useLesson(scenario, run);

  return { run, runner, racer, next, play: () => void runner.play(tools, pauseMs()) };
}

function useTools(racer: Racer | null): Tools {
  const client = useClient();
  const store = useStore();
  return useMemo(() => {
    const inRace = (): Racer => {
      if (racer === null) throw new Error('The race is not ready yet. Try again in a moment.');
      return racer;
    };
    return {
      client,
      store,
      rival: { open: async () => openRival(inRace(), store), fire: async () => inRace().fire() },
    };
  }, [client, store, racer]);
}

/** Playing ends with what was learnt; a person who does the steps is led there by the focus. */
function useLesson(scenario: Scenario, run: Run): void {
  const announce = useAnnounce();
  const wasPlaying = useRef(false);
  const finished = run.done === scenario.steps.length;
  useEffect(() => {
    if (wasPlaying.current && !run.playing && finished) announce(`What you just saw: ${scenario.learnt}`);
    wasPlaying.current = run.playing;
  }, [run.playing, finished, announce, scenario]);
}

function pauseMs(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? SHORT_PAUSE_MS : PAUSE_MS;
}
