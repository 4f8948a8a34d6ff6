// The HTTP of each attempt, as far as the client knows it.
import type { History } from '../../client/history.ts';
import { storeBase } from '../../client/open-client.ts';
import { Code } from '../../ui/Code.tsx';
import { answerText, requestText } from './transcript.ts';

export function Transcript({ history }: { readonly history: History }) {
  return (
    <div className="stack">
      {history.attempts.map((attempt) => {
        const asked = requestText(history.request, attempt.path, storeBase());
        return (
          <section className="stack transcript" key={attempt.number} aria-label={`Attempt ${attempt.number}`}>
            <h3>Attempt {attempt.number}</h3>
            <Code text={asked} label={`Request of attempt ${attempt.number}`} />
            <Code text={answerText(attempt)} label={`Answer to attempt ${attempt.number}`} numbered={false} />
          </section>
        );
      })}
    </div>
  );
}
