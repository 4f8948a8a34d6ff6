// The bytes of a request as text.
import { bodyText, type ClientRequest } from '../../client/request.ts';
import { Code } from '../../ui/Code.tsx';
import { counted } from '../../ui/words.ts';

export function RequestBody({ request }: { readonly request: ClientRequest }) {
  return (
    <div className="stack">
      <Code text={bodyText(request)} label="Body" language="json" />
      <p className="muted">
        {counted(request.body.length, 'byte')}. SHA-256 of method, path, headers and body:{' '}
        <code className="mono-small">{request.fingerprint}</code>
      </p>
    </div>
  );
}
