// Data or metadata: JSON as JSON, other text as text, other bytes as numbers.
import type { Payload } from '../../../lib/index.ts';
import { Code } from '../../ui/Code.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { counted } from '../../ui/words.ts';
import { hexOf, textOf } from './payload.ts';

export function PayloadView({
  payload,
  label,
  small = false,
  plain,
}: {
  readonly payload: Payload;
  readonly label: string;
  readonly small?: boolean;
  /** Its `formatted` text, to be shown in one piece: colours and marks take most of the time. */
  readonly plain?: string | undefined;
}) {
  if (typeof payload === 'string') {
    return <JsonView text={payload} label={label} numbered={!small} small={small} plain={plain} />;
  }
  const text = textOf(payload);
  return (
    <div className="stack bytes">
      <small className="muted">
        {counted(payload.byteLength, 'byte')}, {text === undefined ? 'shown in hexadecimal' : 'not JSON'}
      </small>
      <Code
        text={text ?? hexOf(payload)}
        label={label}
        numbered={false}
        small={small}
        plain={plain !== undefined}
      />
    </div>
  );
}
