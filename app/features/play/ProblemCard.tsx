// What went wrong in the fold, and where to look.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { OneLine } from '../../ui/Name.tsx';
import { problemWords } from './problem-words.ts';
import type { Problem } from './sandbox/protocol.ts';

export function ProblemCard(props: {
  readonly problem: Problem;
  readonly noun: string;
  /** What to do now. */
  readonly children: ReactNode;
}) {
  const { title, says } = problemWords(props.problem, props.noun);
  return (
    <div className="notice stack failure" data-state="rejected">
      <h2 className="row">
        <Icon icon={CircleAlert} />
        <OneLine text={title} />
      </h2>
      <p>
        <OneLine text={says} />
      </p>
      <div className="row">{props.children}</div>
    </div>
  );
}
