// What others wrote since, and one's own requests in order, to be sent after it.
import { useState } from 'react';
import type { History } from '../../client/history.ts';
import { expectedVersionWords } from '../../client/post.ts';
import { shortId } from '../../client/request.ts';
import { eventCount } from '../../client/words.ts';
import { paths } from '../../router.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { counted, grouped } from '../../ui/words.ts';
import { idsWords, thereWords } from './carry-on.ts';
import { EventRows } from './EventRows.tsx';
import { type Member, type RebaseBase, type Step, stepsOf } from './rebase.ts';
import { useCarryOn } from './useCarryOn.ts';

export function RebaseDialog(props: {
  /** The one that the dialog was opened at. */
  readonly history: History;
  readonly base: RebaseBase;
  readonly onClose: () => void;
  readonly onSent: ((requestId: string) => void) | undefined;
}) {
  const { history, base, onClose, onSent } = props;
  const { members } = base;
  const [leftOut, setLeftOut] = useState<ReadonlySet<Member>>(new Set());
  const { carryOnSteps } = useCarryOn();
  const steps = base.isTombstoned ? [] : stepsOf(base, (member) => !leftOut.has(member));
  const [only] = members.length === 1 ? members : [];

  function choose(member: Member, on: boolean): void {
    setLeftOut((last) => new Set(on ? [...last].filter((other) => other !== member) : [...last, member]));
  }

  async function sendAll(): Promise<void> {
    onClose();
    const ids = await carryOnSteps(base, steps);
    const own = steps.findIndex(({ member }) => member.history.request.id === history.request.id);
    const id = ids[Math.max(own, 0)];
    if (id !== undefined) onSent?.(id);
  }

  return (
    <Dialog
      title={titleOf(base)}
      about={aboutOf(base, steps, only)}
      onClose={onClose}
      actions={
        <>
          <button className="btn" type="button" onClick={onClose}>
            {isDone(base) ? 'Close' : 'Cancel'}
          </button>
          {isDone(base) ? null : (
            <button
              className="btn btn-primary"
              type="button"
              aria-disabled={steps.length === 0}
              onClick={() => steps.length > 0 && void sendAll()}
            >
              {only === undefined ? sendWords(steps.length) : sendAtWords(base)}
            </button>
          )}
        </>
      }
    >
      <div className="stack solve">
        <Theirs base={base} only={only} steps={steps} />
        {only === undefined ? (
          <ol className="chain-steps" aria-label="Your requests, in order">
            {members.map((member) => (
              <ChainStep
                key={member.history.request.id}
                member={member}
                step={steps.find((step) => step.member === member)}
                onChoose={(on) => choose(member, on)}
              />
            ))}
          </ol>
        ) : null}
        {isDone(base) ? null : <Small base={base} only={only} />}
      </div>
    </Dialog>
  );
}

/** Nothing is left to send. */
function isDone({ isTombstoned, members }: RebaseBase): boolean {
  return isTombstoned || members.every(({ left }) => left.post.events.length === 0);
}

function titleOf({ members, version }: RebaseBase): string {
  const what = members.length === 1 ? 'Rebase' : `Rebase ${members.length} requests`;
  return version < 0 ? `${what} onto a stream without events` : `${what} onto version ${version}`;
}

function sendWords(count: number): string {
  return count === 1 ? 'Send 1 request' : `Send ${count} requests`;
}

function sendAtWords({ expectedVersion }: RebaseBase): string {
  return expectedVersion === 'no_stream' ? 'Send' : `Send at version ${expectedVersion}`;
}

function aboutOf(base: RebaseBase, steps: readonly Step[], only: Member | undefined): string {
  if (base.isTombstoned) return 'The stream is permanently deleted: nothing can be written to it any more.';
  const { theirCount } = base;
  const count = steps.reduce((sum, { post }) => sum + post.events.length, 0);
  const isAsSent = only === undefined || (only.left.there === 0 && only.left.renewed === 0);
  const check = `Check that ${count === 1 ? 'yours still makes' : 'yours still make'} sense after ${theirCount === 1 ? 'it' : 'them'}.`;
  return [
    newerWords(base),
    ...(isAsSent ? [] : [thereWords(only.left)]),
    ...(theirCount === 0 || count === 0 ? [] : [check]),
  ].join(' ');
}

function newerWords({ since, theirCount, ownCount }: RebaseBase): string {
  const then = since < 0 ? 'the stream had none' : `version ${since}`;
  if (theirCount === 0) {
    if (ownCount === 0) return `Nothing was written since ${then}.`;
    return `Since ${then} only you have written: ${eventCount(ownCount)}.`;
  }
  const own = ownCount === 0 ? '' : `, besides ${grouped(ownCount)} of yours`;
  return `${eventCount(theirCount)} ${theirCount === 1 ? 'was' : 'were'} written since ${then}${own}.`;
}

/** A single request is listed with what it comes after; those of a chain have a list of their own. */
function Theirs(props: {
  readonly base: RebaseBase;
  readonly only: Member | undefined;
  readonly steps: readonly Step[];
}) {
  const { base, only, steps } = props;
  const { theirs, theirCount } = base;
  const more = theirCount - theirs.length;
  const yours = only === undefined ? [] : (steps[0]?.post.events ?? []);
  return (
    <>
      {more > 0 ? (
        <p className="muted">
          {counted(more, 'event')} before these, from{' '}
          <a href={paths.event(base.stream, base.since + 1)}>{base.since + 1}</a>
        </p>
      ) : null}
      {theirs.length + yours.length === 0 ? null : (
        <EventRows
          label={only === undefined ? 'Written by others since' : 'Newer events and yours'}
          stored={theirs}
          yours={yours}
          from={firstOf(steps[0], base)}
        />
      )}
    </>
  );
}

/** The number that the first event of a step gets. */
function firstOf(step: Step | undefined, { version }: Pick<RebaseBase, 'version'>): number {
  const expected = step?.post.expectedVersion;
  return (typeof expected === 'number' ? expected : version) + 1;
}

function ChainStep(props: {
  readonly member: Member;
  /** Undefined when it is left out, or nothing of it is left to send. */
  readonly step: Step | undefined;
  readonly onChoose: (on: boolean) => void;
}) {
  const { member, step, onChoose } = props;
  const { request } = member.history;
  const isThere = member.left.post.events.length === 0;
  const events = step?.post.events ?? member.left.post.events;
  return (
    <li className="stack" data-left-out={step === undefined ? '' : undefined}>
      <label className="row">
        <input
          type="checkbox"
          checked={step !== undefined}
          disabled={isThere}
          onChange={(event) => onChoose(event.target.checked)}
        />
        <b>Request {shortId(request)}</b>
        <span className="muted">{stepWords(member, step)}</span>
      </label>
      {isThere ? null : (
        <EventRows
          label={`Events of request ${shortId(request)}`}
          stored={[]}
          yours={events}
          from={step === undefined ? null : firstOf(step, member.left)}
        />
      )}
    </li>
  );
}

function stepWords({ left, history }: Member, step: Step | undefined): string {
  if (left.post.events.length === 0) return 'is in the stream already';
  if (step === undefined) return 'is left out and stays as it is';
  const was = expectedVersionWords(history.request.expectedVersion);
  const is = `expected ${was}, now ${expectedVersionWords(step.post.expectedVersion)}`;
  return left.there === 0 && left.renewed === 0 ? is : `${is}. ${thereWords(left)}`;
}

function Small({ base, only }: { readonly base: RebaseBase; readonly only: Member | undefined }) {
  const queued = base.after === null ? '' : 'What you have queued goes first. ';
  if (only === undefined)
    return (
      <p className="muted">
        <small>
          {queued}They are sent in this order, each as a new request. The first one that is refused holds all
          that come after it.
        </small>
      </p>
    );
  const { left, history } = only;
  return (
    <p className="muted">
      <small>
        {queued}Your {eventCount(left.post.events.length)} {idsWords(left)} and will be sent as a new request
        expecting {expectedVersionWords(base.expectedVersion)}. It is based on {shortId(history.request)},
        which stays as it is.
      </small>
    </p>
  );
}
