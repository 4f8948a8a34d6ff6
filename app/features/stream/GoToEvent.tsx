// Opens an event by its number.
import { type FormEvent, useState } from 'react';
import type { StreamName } from '../../../lib/index.ts';
import { navigate, paths } from '../../router.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { ALL } from './all.ts';
import type { FeedFacts } from './feed.ts';
import { numberProblem, numbersOf } from './number-problem.ts';

export function GoToEvent({ stream, facts }: { readonly stream: StreamName; readonly facts: FeedFacts }) {
  const announce = useAnnounce();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  function go(event: FormEvent): void {
    event.preventDefault();
    const found = numberProblem(text.trim(), facts);
    setProblem(found);
    if (found !== null) announce(found);
    else {
      navigate(paths.event(stream, Number(text)));
      setText('');
    }
  }

  return (
    <form className="goto" onSubmit={go}>
      <label htmlFor="go-to-event">
        Go to <span className="goto-what">{stream === ALL ? 'position' : 'event No.'}</span>
      </label>
      <span className="goto-field">
        <input
          className="input"
          id="go-to-event"
          inputMode="numeric"
          autoComplete="off"
          placeholder={numbersOf(facts)}
          value={text}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'go-to-problem'}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
        />
        {problem === null ? null : (
          <span className="goto-problem" id="go-to-problem">
            {problem}
          </span>
        )}
      </span>
    </form>
  );
}
