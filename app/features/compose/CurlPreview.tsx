// The request as it will be sent, before it is.
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { curlOf } from '../../client/curl.ts';
import { storeBase } from '../../client/open-client.ts';
import { toWire } from '../../client/post.ts';
import { Code } from '../../ui/Code.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { OneLine } from '../../ui/Name.tsx';
import { checkDraft } from './check-draft.ts';
import type { Draft } from './draft.ts';

export function CurlPreview({ draft }: { readonly draft: Draft }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="fold push curl-fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon icon={ChevronRight} />
        Request as curl
      </summary>
      {open ? <Command draft={draft} /> : null}
    </details>
  );
}

function Command({ draft }: { readonly draft: Draft }) {
  const checked = checkDraft(draft);
  if (checked.kind === 'invalid') {
    const [{ where, says }] = checked.errors;
    return (
      <p className="muted">
        There is no request yet. <OneLine text={`${where} ${says}`} />
      </p>
    );
  }
  const wire = toWire(checked.post);
  return (
    <Code
      text={curlOf(`${storeBase()}${wire.path}`, wire)}
      label="Request as curl"
      language="shell"
      numbered={false}
    />
  );
}
