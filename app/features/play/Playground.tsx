// The two halves of the playground: the fold, and the state as of an event.
import { Play } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { navigate, paths } from '../../router.ts';
import { useStore } from '../../store.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useStacked } from '../../ui/useNarrow.ts';
import { ALL } from '../stream/all.ts';
import { type FeedFacts, feedOf } from '../stream/feed.ts';
import { isSystemStream } from '../stream/system-streams.ts';
import { CodePart } from './CodePart.tsx';
import { type Draft, runNow } from './draft.ts';
import { toLinkText } from './link-text.ts';
import { StatePart } from './StatePart.tsx';
import { playSpeed } from './speed.ts';
import { useDraft } from './useDraft.ts';
import { type Shown, useFold } from './useFold.ts';
import { useFollowingFocus } from './useFollowingFocus.ts';
import { usePlace } from './usePlace.ts';
import { useStepping } from './useStepping.ts';

/** Give it the stream as its key. */
export function Playground(props: {
  readonly stream: StreamName;
  readonly facts: FeedFacts;
  /** Of the address. */
  readonly at: number | 'head';
  /** A fold that came with the address. */
  readonly linked: string | null;
  readonly head: ReactNode;
}) {
  const { stream, facts, linked, head } = props;
  const { first, last } = facts;
  const store = useStore();
  const feed = useMemo(() => feedOf(store, stream, isSystemStream(stream)), [store, stream]);
  const [draft, setDraft] = useDraft(stream, linked);
  const [at, go] = usePlace(stream, props.at, facts);
  const folding = useFold(feed, draft.run, first, at);
  const { shown } = folding;
  const isSeen = shown?.at === at && shown.answer.kind === 'state';
  const stepping = useStepping({ at, first, last, isSeen, speed: Number(playSpeed.use()), go });
  const [tab, setTab] = useTab(draft.run === null);
  const noun = stream === ALL ? 'position' : 'event';
  const { area, follow } = useFollowingFocus(shown);

  function goByHand(to: number): void {
    follow();
    go(to);
  }

  function run(): void {
    follow();
    setDraft(runNow(draft.code));
    setTab('state', false);
    // From now on it is kept here: an address that still carried it would ask again after a reload.
    if (linked !== null) navigate(paths.play(stream, at), { replace: true });
  }

  const code = (
    <CodePart
      draft={draft}
      problem={problemIn(draft, shown)}
      noun={noun}
      onChange={setDraft}
      onRun={run}
      linkOf={() => new URL(paths.play(stream, at, toLinkText(draft.code)), location.href).href}
    />
  );
  const state =
    draft.run === null ? (
      <NotRun draft={draft} onRun={run} />
    ) : (
      <StatePart
        stream={stream}
        way={{ at, facts, noun, go: goByHand, stepping }}
        folding={folding}
        answerArea={area}
        onAgain={() => {
          follow();
          setDraft({ ...draft, run: { code: draft.run?.code ?? draft.code } });
        }}
      />
    );

  if (useStacked()) {
    return (
      <section className="pane stack play is-tabbed" aria-busy={folding.isBusy}>
        {head}
        <Tabs
          label="Playground"
          selected={tab}
          onSelect={(id) => setTab(id)}
          tabs={[
            { id: 'state', label: 'State', panel: () => state },
            { id: 'fold', label: 'Fold', panel: () => code },
          ]}
        />
      </section>
    );
  }
  return (
    <>
      <section className="pane stack play play-fold" aria-label="Fold">
        {head}
        {code}
      </section>
      <section className="pane stack play" aria-label="State" aria-busy={folding.isBusy}>
        {state}
      </section>
    </>
  );
}

/** Which tab is shown where there is room for one. A text that waits is to be read, whatever was chosen before. */
function useTab(waits: boolean): readonly [tab: string, choose: (tab: string, waits?: boolean) => void] {
  const [choice, setChoice] = useState({ tab: waits ? 'fold' : 'state', waits });
  const tab = choice.waits === waits ? choice.tab : waits ? 'fold' : 'state';
  return [tab, (next, whileWaiting = waits) => setChoice({ tab: next, waits: whileWaiting })];
}

/** What is wrong with the text in the editor, as far as it is the one that ran. */
function problemIn(draft: Draft, shown: Shown | null) {
  if (shown?.answer.kind !== 'problem' || shown.run.code !== draft.code) return null;
  const { problem } = shown.answer;
  return problem.line !== null || problem.kind === 'text' ? problem : null;
}

function NotRun({ draft, onRun }: { readonly draft: Draft; readonly onRun: () => void }) {
  const isForeign = draft.from === 'link';
  return (
    <div className="blank">
      <h2>{isForeign ? 'This fold came with the link' : 'Not run yet'}</h2>
      <p>
        {isForeign
          ? 'Read it before you run it. Nothing of it has run, and nothing will until you say so: then in a sandbox, without network, storage or page.'
          : 'The text was changed and has not run since.'}
      </p>
      <button className="btn btn-primary" type="button" onClick={onRun}>
        <Icon icon={Play} />
        Run this fold
      </button>
    </div>
  );
}
