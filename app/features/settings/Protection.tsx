// Whether the browser promises to keep the store, and the way to ask for it.
import { CircleCheck, Info, type LucideIcon, Shield, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { askForPersistence, type PersistenceAnswer, type StorageHealth } from '../../../lib/index.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Icon } from '../../ui/Icon.tsx';

/** A browser may ask the person, who takes a while to answer. */
const PATIENCE_MS = 15_000;

const ANSWERS: Record<PersistenceAnswer, string> = {
  granted: 'The browser answered: protected. It will not delete this store by itself.',
  refused:
    'The browser answered: no. It decides by itself, often by how much a site is used; installing the app or adding a bookmark helps.',
  no_answer: 'The browser gave no answer. If it asked you something, answer there and try again.',
  unavailable: 'This browser has no way to protect a store.',
};

type Persistence = StorageHealth['persistence'];

const LOOKS: Record<
  Persistence,
  { readonly tone: string; readonly icon: LucideIcon; readonly word: string; readonly says: string }
> = {
  protected: {
    tone: 'committed',
    icon: CircleCheck,
    word: 'Protected',
    says: 'The browser does not delete this store by itself.',
  },
  not_protected: {
    tone: 'unknown',
    icon: TriangleAlert,
    word: 'Not protected',
    says: 'This browser may delete this store when space runs low.',
  },
  unknown: {
    tone: 'queued',
    icon: Info,
    word: 'Not known',
    says: 'This browser does not say whether it may delete this store when space runs low.',
  },
};

export function Protection({
  persistence,
  onAnswer,
}: {
  readonly persistence: Persistence;
  readonly onAnswer: () => void;
}) {
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<PersistenceAnswer | null>(null);
  const known = answer === 'granted' ? 'protected' : persistence;
  const look = LOOKS[known];

  async function protect(): Promise<void> {
    if (asking) return;
    setAsking(true);
    const given = await askForPersistence({ timeoutMs: PATIENCE_MS });
    setAsking(false);
    setAnswer(given);
    announce(ANSWERS[given]);
    onAnswer();
  }

  return (
    <div className="setting notice" data-state={look.tone}>
      <div>
        <b className="row">
          <Icon icon={look.icon} />
          {look.word}
        </b>
        <p>{answer === null ? look.says : ANSWERS[answer]}</p>
      </div>
      {known === 'protected' || answer === 'unavailable' ? null : (
        <button className="btn" type="button" aria-disabled={asking} onClick={() => void protect()}>
          <Icon icon={Shield} />
          {asking ? 'Asking the browser…' : 'Ask this browser to keep it'}
        </button>
      )}
    </div>
  );
}
