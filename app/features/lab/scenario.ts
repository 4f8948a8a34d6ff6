// A scenario: a story about one promise of the store, told in steps over the real client.
import type { EventId, EventNumber, ExpectedVersion, StreamName } from '../../../lib/index.ts';
import type { NetworkFault } from '../../client/network.ts';
import type { OutcomeKind } from '../../client/outcome.ts';
import type { PostEvent } from '../../client/post.ts';

export interface Scenario {
  /** As in its address. */
  readonly id: string;
  readonly title: string;
  /** For the gallery. */
  readonly teaser: string;
  /** What it shows, in one sentence. */
  readonly about: string;
  /** How its attempts end, in their order. */
  readonly outcomes: readonly OutcomeKind[];
  readonly steps: readonly Step[];
  /** A second writer takes part. */
  readonly races?: boolean;
  /** What a person knows after the last step, in one sentence. */
  readonly learnt: string;
  /** The rule that this follows from. */
  readonly rule: string;
}

export interface Step {
  readonly title: string;
  /** `{stream}` stands for the name of the stream. */
  readonly says: string;
  /** `itself`: done together with a step before or after it, so that a person need not ask for it. */
  readonly by: 'you' | 'itself';
  /** The network of the scenario during this step. Default normal. */
  readonly fault?: NetworkFault;
  /** The step sends the last request again. */
  readonly retries?: boolean;
  /** The second writer may begin it. */
  readonly canBeginElsewhere?: boolean;
  /** What is done. A step without it says how things are. */
  readonly act?: (bench: Bench) => Promise<void>;
}

/** What a step can do, in the stream of its run. Everything resolves when it is over. */
export interface Bench {
  readonly stream: StreamName;
  /** The id of an event of this run: the same letter has the same id. */
  id(letter: string): EventId;
  /** Sends a request over the network of the scenario. `name` says which one to retry later. */
  send(name: string, what: Sending): Promise<void>;
  /** Sends the same bytes again. */
  retry(name: string): Promise<void>;
  /** Somebody else appends, past the network. */
  somebodyWrites(events: readonly PostEvent[]): Promise<void>;
  /** The number of the stream's last event. */
  version(): Promise<EventNumber>;
  /** The second writer of a race. */
  readonly rival: Rival;
}

export interface Sending {
  readonly expectedVersion: ExpectedVersion;
  readonly events: readonly PostEvent[];
  /** The name of the request that this one was made from. */
  readonly basedOn?: string;
}

export interface Rival {
  /** Opens a second tab, or a second writer in this one where the browser allows no tab. Call it first: a browser opens tabs only right after a click. */
  open(): Promise<void>;
  /** Both writers send at once; resolves when both know what came of it. */
  fire(): Promise<void>;
}

/** An event of the documents. */
export function someEvent(id: EventId | null, data = '{"a":1}', type = 'SomeEvent'): PostEvent {
  return { id, type, data, metadata: null };
}

/** How many steps are done before anybody did anything: those that only say how things are. */
export function givenSteps({ steps }: Scenario): number {
  const first = steps.findIndex((step) => step.act !== undefined);
  return first < 0 ? steps.length : first;
}
