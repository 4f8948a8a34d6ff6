// One event of the form.
import { ArrowDown, ArrowUp, Braces, CornerDownRight, Dices, X } from 'lucide-react';
import type { EventNumber } from '../../../lib/index.ts';
import type { ClientRequest } from '../../client/request.ts';
import { prettyJson } from '../../ui/highlight.ts';
import { Icon } from '../../ui/Icon.tsx';
import type { Field, FieldError } from './check-draft.ts';
import type { DraftEvent } from './draft.ts';
import { ErrorNote, UnseenNote } from './FieldNote.tsx';
import { SentOtherwise, WrittenAgain } from './IdNotice.tsx';
import { JsonField } from './JsonField.tsx';
import { checkJson } from './json-check.ts';
import { MetadataFold } from './MetadataFold.tsx';
import { RenewedId } from './RenewedId.tsx';
import type { Changed } from './sent-events.ts';
import { newEventId } from './session.ts';

export interface EventCardProps {
  readonly event: DraftEvent;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  /** Makes the id of a field's element. */
  readonly fieldId: (field: Field) => string;
  readonly errorOf: (field: Field) => FieldError | undefined;
  /** Where this id is in the stream already, if sending would write it again. */
  readonly writtenAt: EventNumber | undefined;
  /** The request that sent something else under this id. */
  readonly sentOtherwise: ClientRequest | undefined;
  /** What changed since it was sent, so that it has a new id. */
  readonly changed: Changed;
  /** The exact version that is expected; null when it is another. */
  readonly expected: EventNumber | null;
  readonly onChange: (change: Partial<DraftEvent>) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  /** Makes it again what was sent. */
  readonly onSentAgain: () => void;
}

export function EventCard(props: EventCardProps) {
  const { event, onChange, errorOf, fieldId } = props;
  const title = `event-${event.key}`;
  const data: Field = `${event.key}:data`;
  const metadata: Field = `${event.key}:metadata`;
  const id = fieldId(`${event.key}:id`);
  return (
    <section className="card" aria-labelledby={title}>
      <CardHead {...props} title={title} />
      <div className="card-body stack">
        <div className="composer-ids">
          <TypeField {...props} />
          <IdField {...props} />
        </div>
        <IdWarning {...props} />
        <JsonField
          id={fieldId(data)}
          label="Data (JSON)"
          value={event.data}
          minLines={3}
          error={errorOf(data)}
          onChange={(value) => onChange({ data: value })}
        />
        <MetadataFold
          id={fieldId(metadata)}
          value={event.metadata}
          error={errorOf(metadata)}
          onChange={(value) => onChange({ metadata: value })}
        />
        {/* At the end: what is being typed must not move. */}
        <RenewedId
          id={`${id}-renewed`}
          name={`Event ${props.index + 1}`}
          changed={props.changed}
          isSent={event.sent !== null}
          onBack={() => {
            // The button goes with the note; the focus waits at the id that comes back.
            document.getElementById(id)?.focus();
            props.onSentAgain();
          }}
        />
      </div>
    </section>
  );
}

/** The warning about the id that it has: at most one. */
function IdWarning({ onChange, ...props }: EventCardProps) {
  const newId = () => onChange({ id: newEventId() });
  if (props.writtenAt !== undefined)
    return <WrittenAgain at={props.writtenAt} expected={props.expected} onNewId={newId} />;
  if (props.sentOtherwise === undefined) return null;
  return <SentOtherwise request={props.sentOtherwise} onNewId={newId} />;
}

function CardHead({
  event,
  index,
  count,
  title,
  onChange,
  onMove,
  onRemove,
}: EventCardProps & { readonly title: string }) {
  const number = index + 1;
  const alone = count === 1;
  return (
    <header className="card-head">
      <h2 id={title}>Event {number}</h2>
      <span className="push" />
      {alone ? null : (
        <>
          <IconButton
            icon={ArrowUp}
            label={`Move event ${number} up`}
            off={index === 0}
            onPress={() => onMove(-1)}
          />
          <IconButton
            icon={ArrowDown}
            label={`Move event ${number} down`}
            off={number === count}
            onPress={() => onMove(1)}
          />
        </>
      )}
      <button className="btn btn-quiet btn-small" type="button" onClick={() => onChange(formatted(event))}>
        <Icon icon={Braces} />
        Format
      </button>
      <IconButton
        icon={X}
        label={`Remove event ${number}`}
        off={alone}
        {...(alone ? { why: 'A request needs at least one event' } : {})}
        onPress={onRemove}
      />
    </header>
  );
}

function IconButton(props: {
  readonly icon: typeof X;
  readonly label: string;
  readonly off: boolean;
  /** Why it is off. */
  readonly why?: string;
  readonly onPress: () => void;
}) {
  return (
    <button
      className="btn btn-quiet btn-small btn-icon"
      type="button"
      aria-label={props.label}
      title={props.why ?? props.label}
      aria-disabled={props.off}
      onClick={() => props.off || props.onPress()}
    >
      <Icon icon={props.icon} />
    </button>
  );
}

/** Line breaks and indents only; no digit changes. What is no JSON stays as typed. */
function formatted({ data, metadata }: DraftEvent): Partial<DraftEvent> {
  const pretty = (text: string) => (checkJson(text).problem === null ? prettyJson(text) : text);
  return { data: pretty(data), metadata: metadata.trim() === '' ? metadata : pretty(metadata) };
}

function TypeField({ event, fieldId, errorOf, onChange }: EventCardProps) {
  const field: Field = `${event.key}:type`;
  const id = fieldId(field);
  const error = errorOf(field);
  return (
    <div className="field">
      <label htmlFor={id}>Event type</label>
      <input
        className="input"
        id={id}
        value={event.type}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : `${id}-unseen`}
        onChange={(change) => onChange({ type: change.target.value })}
      />
      <ErrorNote id={`${id}-error`} error={error} />
      <UnseenNote id={`${id}-unseen`} text={event.type} />
    </div>
  );
}

function IdField({ event, fieldId, errorOf, changed, onChange }: EventCardProps) {
  const field: Field = `${event.key}:id`;
  const id = fieldId(field);
  const error = errorOf(field);
  return (
    <div className="field">
      <label htmlFor={id}>Event id</label>
      <div className="row id-row">
        <input
          className="input mono"
          id={id}
          value={event.storeAssigns ? '' : event.id}
          placeholder={event.storeAssigns ? 'the store assigns one' : ''}
          readOnly={event.storeAssigns}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={error !== undefined}
          aria-describedby={error ? `${id}-error` : changed ? `${id}-renewed` : undefined}
          onChange={(change) => onChange({ id: change.target.value })}
        />
        <button
          className="btn"
          type="button"
          onClick={() => onChange({ id: newEventId(), storeAssigns: false })}
        >
          <Icon icon={Dices} />
          New id
        </button>
        <button
          className="btn btn-icon"
          type="button"
          aria-label="Store assigns"
          aria-pressed={event.storeAssigns}
          title="Send no id: the store assigns one"
          onClick={() => onChange({ storeAssigns: !event.storeAssigns })}
        >
          <Icon icon={CornerDownRight} />
        </button>
      </div>
      <ErrorNote id={`${id}-error`} error={error} />
    </div>
  );
}
