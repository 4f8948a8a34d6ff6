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
  plain = false,
}: {
  readonly payload: Payload;
  readonly label: string;
  readonly small?: boolean;
  /** Without colours, which take most of the time. Default false. */
  readonly plain?: boolean;
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
      <Code text={text ?? hexOf(payload)} label={label} numbered={false} small={small} />
    </div>
  );
}
