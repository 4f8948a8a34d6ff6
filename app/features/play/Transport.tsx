// The way through the events: one at a time, by number, by slider, or by itself.
import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { grouped } from '../../ui/words.ts';
import type { FeedFacts } from '../stream/feed.ts';
import { numberProblem } from '../stream/number-problem.ts';
import { playSpeed, SPEEDS } from './speed.ts';
import type { Stepping } from './useStepping.ts';

export interface Way {
  readonly at: number;
  readonly facts: FeedFacts;
  /** What the numbers count: `event` or `position`. */
  readonly noun: string;
  readonly go: (at: number) => void;
  readonly stepping: Stepping;
}

/** `children` are shown between the two ends of the slider. */
export function Transport({
  at,
  facts,
  noun,
  go,
  stepping,
  children,
}: Way & { readonly children: ReactNode }) {
  const { first, last } = facts;
  const name = noun === 'event' ? 'Event number' : 'Position';

  function goByHand(to: number): void {
    stepping.stop();
    if (to >= first && to <= last) go(to);
  }

  return (
    <section className="transport" aria-label={`Way through the ${noun}s`}>
      <div className="row">
        <div className="joined">
          <button
            className="btn"
            type="button"
            aria-label={`Previous ${noun}`}
            aria-disabled={at <= first}
            onClick={() => goByHand(at - 1)}
          >
            <Icon icon={ChevronLeft} />
            Previous
          </button>
          <button
            className="btn btn-step"
            type="button"
            aria-disabled={first === last}
            onClick={() => (stepping.isOn ? stepping.stop() : first < last && stepping.start())}
          >
            <Icon icon={stepping.isOn ? Pause : Play} />
            {stepping.isOn ? 'Pause' : 'Step through'}
          </button>
          <button
            className="btn"
            type="button"
            aria-label={`Next ${noun}`}
            aria-disabled={at >= last}
            onClick={() => goByHand(at + 1)}
          >
            Next
            <Icon icon={ChevronRight} />
          </button>
        </div>
        <SpeedField />
        <NumberField key={at} at={at} facts={facts} name={name} go={goByHand} />
      </div>
      <input
        className="slider"
        type="range"
        aria-label={name}
        aria-valuetext={`${noun} ${at} of ${last}`}
        min={first}
        max={last}
        value={at}
        onChange={(event) => goByHand(Number(event.target.value))}
      />
      <div className="scale">
        <span>{grouped(first)}</span>
        {children}
        <span>{grouped(last)}</span>
      </div>
    </section>
  );
}

function SpeedField() {
  const speed = playSpeed.use();
  return (
    <select
      className="select select-quiet"
      aria-label="Speed"
      title="Speed"
      value={speed}
      onChange={({ target }) => {
        const chosen = SPEEDS.find((each) => each === target.value);
        if (chosen !== undefined) playSpeed.set(chosen);
      }}
    >
      {SPEEDS.map((each) => (
        <option key={each} value={each}>
          {each}×
        </option>
      ))}
    </select>
  );
}

/** Give it the number as its key: what was typed and not gone to ends when the place changes. */
function NumberField(props: {
  readonly at: number;
  readonly facts: FeedFacts;
  readonly name: string;
  readonly go: (at: number) => void;
}) {
  const { at, facts, name, go } = props;
  const id = useId();
  const announce = useAnnounce();
  const [text, setText] = useState(String(at));
  const [problem, setProblem] = useState<string | null>(null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found = numberProblem(text.trim(), facts);
    setProblem(found);
    if (found === null) go(Number(text));
    else announce(found);
  }

  return (
    <form className="goto push" onSubmit={submit}>
      <label htmlFor={id}>{name}</label>
      <span className="goto-field">
        <input
          className="input"
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
        />
        {problem === null ? null : (
          <span className="goto-problem" id={`${id}-problem`}>
            {problem}
          </span>
        )}
      </span>
      <span>of {grouped(facts.last)}</span>
    </form>
  );
}
