// The form that posts events.
import { Plus, Send } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { useNetwork } from '../../client/ClientProvider.tsx';
import { networkWord } from '../../client/network.ts';
import { shortId } from '../../client/request.ts';
import { paths } from '../../router.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyHint } from '../shortcuts/KeyHint.tsx';
import { useShortcut } from '../shortcuts/useShortcut.ts';
import { CurlPreview } from './CurlPreview.tsx';
import { checkDraft, type Field } from './check-draft.ts';
import {
  type Draft,
  expectedOf,
  inPlaceOf,
  withAnotherEvent,
  withChosenExpected,
  withMovedEvent,
  withoutEvent,
} from './draft.ts';
import { EventCard } from './EventCard.tsx';
import { ExpectedVersionField } from './ExpectedVersionField.tsx';
import { StreamField } from './StreamField.tsx';
import { changedSinceSent, withEvent, withSentAgain, withStream } from './sent-events.ts';
import { newEventId } from './session.ts';
import type { Composer } from './useComposer.ts';

export function ComposeForm({ composer }: { readonly composer: Composer }) {
  const { draft, setDraft, current, sending, failure } = composer;
  const prefix = useId();
  // Set by the first try to send; from then on the errors follow the typing.
  const [tried, setTried] = useState(false);
  const checked = checkDraft(draft);
  const expected = expectedOf(draft);
  const errors = tried && checked.kind === 'invalid' ? checked.errors : [];
  const errorOf = (field: Field) => errors.find((error) => error.field === field);
  const fieldId = (field: Field) => `${prefix}-${field}`;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (sending) return;
    // At once, since what is wrong may be folded away, and only what is shown takes the focus.
    flushSync(() => setTried(checked.kind === 'invalid'));
    if (checked.kind === 'ok') void composer.send();
    else document.getElementById(fieldId(checked.errors[0].field))?.focus();
  }

  function sendByKeys(event: KeyboardEvent<HTMLFormElement>): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.repeat) event.currentTarget.requestSubmit();
  }

  /** The button goes with its event; the focus goes on to the one that takes its place. */
  function remove(key: string): void {
    const { events } = draft;
    const place = events.findIndex((event) => event.key === key);
    const next = events[place + 1] ?? events[place - 1];
    flushSync(() => setDraft((last) => withoutEvent(last, key)));
    document.getElementById(fieldId(`${next?.key}:type`))?.focus();
  }

  /** The button may go with the note; the focus goes on to what is back. */
  function goBack(): void {
    const key = draft.replaced?.events[0]?.key;
    flushSync(() => setDraft(backToReplaced));
    document.getElementById(fieldId(`${key}:type`))?.focus();
  }

  return (
    <form
      className="stack measure composer"
      aria-labelledby="post-title"
      noValidate
      onSubmit={submit}
      onKeyDown={sendByKeys}
    >
      <header className="page-head">
        <h1 id="post-title">Post event</h1>
        <div className="acts">
          <button
            className="btn btn-quiet btn-small"
            type="button"
            onClick={composer.cleared ? composer.undoClear : composer.clear}
          >
            {composer.cleared ? 'Undo clear' : 'Clear form'}
          </button>
        </div>
        {draft.basedOn === null ? null : (
          <p>
            Based on <a href={paths.request(draft.basedOn)}>request {shortId({ id: draft.basedOn })}</a>,
            which stays as it is. The events have new ids.
          </p>
        )}
      </header>
      {draft.replaced === null ? null : (
        <p className="hint row moved-on">
          <span>What you were writing before is kept.</span>
          <button className="btn btn-small" type="button" onClick={goBack}>
            Back to it
          </button>
        </p>
      )}
      <StreamField
        id={fieldId('stream')}
        value={draft.stream}
        current={composer.unanswered === undefined ? current : null}
        error={errorOf('stream')}
        onChange={(stream) => setDraft((last) => withStream(last, stream, newEventId))}
      />
      <ExpectedVersionField
        id={fieldId('exact')}
        draft={draft}
        current={composer.known}
        queued={composer.queued}
        unanswered={composer.unanswered}
        error={errorOf('exact')}
        onChoose={(choice) => setDraft((last) => withChosenExpected(last, choice))}
      />
      {draft.events.map((event, index) => (
        <EventCard
          key={event.key}
          event={event}
          index={index}
          count={draft.events.length}
          fieldId={fieldId}
          errorOf={errorOf}
          writtenAt={composer.writtenAt(event)}
          sentOtherwise={composer.sentOtherwise(event)}
          changed={changedSinceSent(draft, event)}
          expected={typeof expected === 'number' ? expected : null}
          onChange={(change) => setDraft((last) => withEvent(last, event.key, change, newEventId))}
          onMove={(by) => setDraft((last) => withMovedEvent(last, event.key, by))}
          onRemove={() => remove(event.key)}
          onSentAgain={() => setDraft((last) => withSentAgain(last, event.key, newEventId))}
        />
      ))}
      <div className="row">
        <button
          className="btn"
          type="button"
          onClick={() => setDraft((last) => withAnotherEvent(last, newEventId))}
        >
          <Icon icon={Plus} />
          Add another event
        </button>
        <small className="muted">All events of a request are written, or none.</small>
        <CurlPreview draft={draft} />
      </div>
      {failure === null ? null : (
        <Failure title="The request could not be kept, so it was not sent" error={failure} />
      )}
      <div className="send-bar row">
        <button className="btn btn-primary" type="submit" aria-disabled={sending} {...useShortcut('send')}>
          <Icon icon={Send} />
          Send
        </button>
        <span className="wide-only">
          <KeyHint of="send" />
        </span>
        <NetworkNote />
      </div>
    </form>
  );
}

/** The two change places, so that neither is lost. */
function backToReplaced(draft: Draft): Draft {
  return draft.replaced === null ? draft : inPlaceOf(draft.replaced, { ...draft, replaced: null });
}

function NetworkNote() {
  const { fault, nextOnly } = useNetwork();
  if (fault === 'normal') return null;
  return (
    <small className="muted push">
      Network: <b>{networkWord(fault)}</b>, {nextOnly ? 'next request only' : 'until changed'}
    </small>
  );
}
