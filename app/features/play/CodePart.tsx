// The editor of the fold, the examples, and what runs it.
import { Play, Undo2 } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useId } from 'react';
import { CodeEditor } from '../../ui/CodeEditor.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { OneLine } from '../../ui/Name.tsx';
import { SUBMIT_KEYS } from '../../ui/submit-keys.ts';
import { type Draft, edited, exampleOf, withExample } from './draft.ts';
import { EXAMPLES } from './examples.ts';
import { FoldHelp } from './FoldHelp.tsx';
import { jsLines } from './highlight-js.ts';
import { problemWords } from './problem-words.ts';
import type { Problem } from './sandbox/protocol.ts';

const MIN_LINES = 12;

export function CodePart(props: {
  readonly draft: Draft;
  /** Of the text as it stands, in one of its lines. */
  readonly problem: Problem | null;
  readonly noun: string;
  readonly onChange: (draft: Draft) => void;
  readonly onRun: () => void;
  /** The address of what is shown, with the text. */
  readonly linkOf: () => string;
}) {
  const { draft, problem, noun, onChange, onRun, linkOf } = props;
  const id = useId();

  function run(event: FormEvent): void {
    event.preventDefault();
    onRun();
  }

  function runByKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault(); // The key runs and does not also begin a new line.
    onRun();
  }

  return (
    <form className="stack" aria-label="Fold" onSubmit={run} onKeyDown={runByKey}>
      <Examples draft={draft} onChange={onChange} />
      <div className="field">
        <label htmlFor={id}>Fold (JavaScript)</label>
        <CodeEditor
          id={id}
          value={draft.code}
          linesOf={jsLines}
          minLines={MIN_LINES}
          problem={problem?.line == null ? null : { line: problem.line, offset: null }}
          invalid={problem !== null}
          describedBy={problem === null ? undefined : `${id}-problem`}
          onChange={(code) => onChange(edited(draft, code))}
        />
        {problem === null ? null : (
          <p className="hint-error" id={`${id}-problem`}>
            <span>
              <OneLine text={problemWords(problem, noun).says} />
            </span>
          </p>
        )}
      </div>
      <div className="row">
        <button className="btn btn-primary" type="submit">
          <Icon icon={Play} />
          Run
        </button>
        <kbd className="wide-only">{SUBMIT_KEYS}</kbd>
        <CopyButton text={linkOf} label="Copy link to this fold and event" className="btn btn-quiet">
          Copy link
        </CopyButton>
        <span className="muted">{draftWords(draft)}</span>
      </div>
      <FoldHelp />
    </form>
  );
}

function draftWords({ code, run, from }: Draft): string | null {
  if (from === 'broken_link') return 'The fold of the link could not be read: this is the one kept here.';
  if (run !== null) return run.code === code ? null : 'Changed since it ran.';
  return from === 'link' ? 'Came with the link: read it first.' : 'Not run yet.';
}

function Examples({ draft, onChange }: { readonly draft: Draft; readonly onChange: (draft: Draft) => void }) {
  const id = useId();
  const { replaced } = draft;
  return (
    <div className="field">
      <label htmlFor={id}>Begin with</label>
      <div className="row examples">
        <select
          className="select"
          id={id}
          value={exampleOf(draft.code)?.id ?? ''}
          onChange={(event) => {
            const example = EXAMPLES.find((each) => each.id === event.target.value);
            if (example !== undefined) onChange(withExample(draft, example));
          }}
        >
          <option value="" disabled hidden>
            Your own
          </option>
          {EXAMPLES.map((example) => (
            <option key={example.id} value={example.id}>
              {example.title}
            </option>
          ))}
        </select>
        {replaced === null ? null : (
          <button className="btn" type="button" onClick={() => onChange(replaced)}>
            <Icon icon={Undo2} />
            Undo: back to your own
          </button>
        )}
      </div>
    </div>
  );
}
