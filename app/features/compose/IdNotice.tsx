// The warnings about an id that went out before, each with the way to another one.
import { Dices, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { EventNumber } from '../../../lib/index.ts';
import type { ClientRequest } from '../../client/request.ts';
import { shortId } from '../../client/request.ts';
import { paths } from '../../router.ts';
import { Icon } from '../../ui/Icon.tsx';

/** With the current version expected the store does not look at ids: it would write the event once more. */
export function WrittenAgain(props: {
  readonly at: EventNumber;
  /** Null: the stream is deleted, and counts as new. */
  readonly expected: EventNumber | null;
  readonly onNewId: () => void;
}) {
  const { at, expected, onNewId } = props;
  return (
    <IdNotice title={`This id is already in the stream at ${at}`} onNewId={onNewId}>
      {expected === null
        ? 'The stream is deleted and counts as new'
        : `You expect version ${expected}, which is the current version`}
      : the event would be written <b>again</b>.
    </IdNotice>
  );
}

/** The store would write one of the two and take the other for its retry. */
export function SentOtherwise(props: { readonly request: ClientRequest; readonly onNewId: () => void }) {
  const { request, onNewId } = props;
  return (
    <IdNotice title="This id was sent with something else" onNewId={onNewId}>
      <a href={paths.request(request.id)}>Request {shortId(request)}</a> sent other content under it. Only one
      of the two can be in the stream.
    </IdNotice>
  );
}

function IdNotice(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly onNewId: () => void;
}) {
  return (
    <div className="notice setting" data-state="unknown" role="alert">
      <div>
        <b className="row">
          <Icon icon={TriangleAlert} />
          {props.title}
        </b>
        <p>{props.children}</p>
      </div>
      <button className="btn" type="button" onClick={props.onNewId}>
        <Icon icon={Dices} />
        New id
      </button>
    </div>
  );
}
