// Copies a text and says so where the finger is.
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useAnnounce } from './Announcer.tsx';
import { copyText } from './clipboard.ts';
import { Icon } from './Icon.tsx';

const SHOWN_MS = 2_000;

/** With children a labelled button; without, a small icon button whose name is `label`, as "Copy event id". */
export function CopyButton({
  text,
  label,
  children,
  className,
}: {
  /** A function is called when the button is pressed. */
  readonly text: string | (() => string | Promise<string>);
  readonly label: string;
  readonly children?: ReactNode;
  readonly className?: string;
}) {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy(): Promise<void> {
    const done = await copyText(typeof text === 'string' ? text : await text());
    setCopied(done);
    announce(done ? 'Copied.' : 'This browser did not allow copying. Select the text and copy it by hand.');
  }

  const look = children === undefined ? 'btn btn-quiet btn-small btn-icon copy' : (className ?? 'btn');
  return (
    <button
      className={look}
      type="button"
      aria-label={label}
      title={children === undefined ? label : undefined}
      onClick={() => void copy()}
    >
      <Icon icon={copied ? Check : Copy} />
      {children}
    </button>
  );
}
