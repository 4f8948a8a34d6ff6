// Whether there is an order in which all calls of all tabs could have been made one after the other, and would have been
// answered as they were. The order of what was written is told by the log.
import {
  type Answer,
  isAsAnswered,
  type LoggedEvent,
  ownerOf,
  type Request,
  StreamModel,
} from './stream-model.ts';

export type Call =
  | { readonly kind: 'append'; readonly requests: readonly Request[] }
  | { readonly kind: 'delete' | 'tombstone'; readonly request: Omit<Request, 'ids' | 'data'> };

export interface Made {
  /** Calls of one tab to one stream take effect in the order in which they were made. */
  readonly tab: number;
  readonly call: Call;
  /** One past the highest position that had been answered when the call was made: it takes effect after that. */
  readonly after: number;
  /** One for each stream of a call that was accepted, or the refusal. */
  readonly answers: readonly Answer[];
  /** Of the last event of each answer; null = it has none. */
  readonly positions: readonly (number | null)[];
}

/** The states of streams after so many events of the log. */
class History {
  readonly #events = new Map<string, LoggedEvent[]>();

  constructor(log: readonly LoggedEvent[]) {
    for (const event of log) {
      const owner = ownerOf(event.stream);
      this.#events.set(owner, [...(this.#events.get(owner) ?? []), event]);
    }
  }

  at(stream: string, place: number): StreamModel {
    const before = this.#of(stream).filter(({ position }) => position < place);
    return before.reduce((state, event) => state.with(event), new StreamModel());
  }

  /** This place, and those behind it before and after events of the streams. */
  placesFrom(from: number, streams: readonly string[]): readonly number[] {
    const positions = streams.flatMap((stream) => this.#of(stream)).map(({ position }) => position);
    const places = positions.flatMap((position) => [position, position + 1]);
    return [from, ...places.filter((place) => place > from).sort((a, b) => a - b)];
  }

  #of(stream: string): readonly LoggedEvent[] {
    return this.#events.get(ownerOf(stream)) ?? [];
  }
}

/** Every way in which calls and log do not agree, in words. */
export function disagreements(
  made: readonly Made[],
  log: readonly LoggedEvent[],
  isImported: (event: LoggedEvent) => boolean,
): readonly string[] {
  // An append without events may have brought a deleted stream back, and is not told where it did.
  const silent = made.filter(
    (each) => each.answers[0]?.kind === 'committed' && firstPosition(each) === undefined,
  );
  const readings = subsetsOf(silent).map(
    (reviving) => () => disagreementsIf(made, log, isImported, reviving),
  );
  let first: readonly string[] | undefined;
  for (const reading of readings) {
    const wrong = reading();
    if (wrong.length === 0) return wrong;
    first ??= wrong;
  }
  return first ?? [];
}

/** The smaller ones first. */
function subsetsOf<Item>(items: readonly Item[]): readonly ReadonlySet<Item>[] {
  const subsets: Item[][] = [[]];
  for (const item of items) subsets.push(...subsets.map((each) => [...each, item]));
  return subsets.toSorted((a, b) => a.length - b.length).map((each) => new Set(each));
}

/** @param reviving calls that tell no position, and brought a stream back; of the others none did */
function disagreementsIf(
  made: readonly Made[],
  log: readonly LoggedEvent[],
  isImported: (event: LoggedEvent) => boolean,
  reviving: ReadonlySet<Made>,
): readonly string[] {
  const history = new History(log);
  const wrong: string[] = [];
  const written = new Set<number>();
  const sent = new Set(
    made.flatMap(({ call }) => (call.kind === 'append' ? call.requests : [])).flatMap(({ ids }) => ids),
  );
  /** Whether the event is of a call that tells where it was written. */
  const isTold = ({ id, deletes }: LoggedEvent) => deletes || sent.has(id);
  /** By tab and stream, the place at which the last call took effect. */
  const reached = new Map<string, number>();

  /** For a call that tells no position: whether it may have taken effect here. */
  function isPossible(each: Made, place: number): boolean {
    const [wanted] = writtenBy(each, place, history);
    const event = log[place];
    if (!reviving.has(each)) return wanted === undefined;
    return event !== undefined && wanted?.fits(event) === true && !written.has(place) && !isTold(event);
  }

  /** Marks what the call wrote as its own, and returns the place behind it. */
  function claim(each: Made, place: number): number {
    let end = place;
    for (const wanted of writtenBy(each, place, history)) {
      const event = log[end];
      const isIt = event !== undefined && wanted.fits(event) && !written.has(end);
      if (!isIt) wrong.push(`${tell(each)}: position ${end} is not ${wanted.what}, or of another call`);
      written.add(end++);
    }
    return end;
  }

  for (const each of made) {
    const streams = targetsOf(each.call).map(({ stream }) => stream);
    const keys = streams.map((stream) => `${each.tab} ${ownerOf(stream)}`);
    const from = Math.max(each.after, ...keys.map((key) => reached.get(key) ?? 0));
    const told = firstPosition(each);
    const places = told === undefined ? history.placesFrom(from, streams) : [told];
    const place = places.find(
      (candidate) =>
        candidate >= from &&
        areAsAnswered(answersAt(each.call, candidate, history), each.answers) &&
        (told !== undefined || isPossible(each, candidate)),
    );
    if (place === undefined) {
      const expected = places.map((at) => `at ${at} ${JSON.stringify(answersAt(each.call, at, history))}`);
      wrong.push(`${tell(each)}. From place ${from} on, it should have been: ${expected.join(', ')}`);
      continue;
    }
    const end = claim(each, place);
    for (const key of keys) reached.set(key, end);
  }

  for (const event of log) {
    if (written.has(event.position) || isImported(event)) continue;
    wrong.push(`position ${event.position}, ${event.stream} ${event.eventNumber}, was written by nobody`);
  }
  return wrong;
}

function targetsOf(call: Call): readonly Pick<Request, 'stream'>[] {
  return call.kind === 'append' ? call.requests : [call.request];
}

function answersAt(call: Call, place: number, history: History): readonly Answer[] {
  if (call.kind !== 'append') {
    const { stream, expectedVersion } = call.request;
    return [history.at(stream, place).answerDelete(stream, expectedVersion, call.kind === 'tombstone')];
  }
  const answers = call.requests.map((request) => history.at(request.stream, place).answer(request));
  const refused = answers.find(({ kind }) => kind === 'conflict' || kind === 'deleted');
  return refused ? [refused] : answers;
}

function areAsAnswered(expected: readonly Answer[], said: readonly Answer[]): boolean {
  return expected.length === said.length && expected.every((answer, at) => isAsAnswered(answer, said[at]));
}

/** Where the call took effect, if what it was told says so. */
function firstPosition({ call, answers, positions }: Made): number | undefined {
  for (const [at, position] of positions.entries()) {
    if (position === null || answers[at]?.kind !== 'committed') continue;
    const count = call.kind === 'append' ? (call.requests[at] as Request).ids.length : 1;
    return position - count + 1;
  }
  return undefined;
}

interface Wanted {
  readonly what: string;
  fits(event: LoggedEvent): boolean;
}

/** What it wrote if it took effect here: its events, and what brings a deleted stream back. */
function writtenBy({ call, answers, positions }: Made, place: number, history: History): readonly Wanted[] {
  if (call.kind !== 'append') {
    if (answers[0]?.kind !== 'committed') return [];
    const marked = call.kind === 'delete' ? `$$${call.request.stream}` : call.request.stream;
    return [{ what: `the end of ${call.request.stream}`, fits: ({ stream }) => stream === marked }];
  }
  return call.requests.flatMap(({ stream, ids }, at): Wanted[] => {
    const answer = answers[at];
    if (answer?.kind !== 'committed') return [];
    const events = ids.map((id, count) => ({
      what: `${stream} ${answer.first + count}`,
      fits: (event: LoggedEvent) =>
        event.stream === stream &&
        event.id === id &&
        event.eventNumber === answer.first + count &&
        (count < ids.length - 1 || event.position === positions[at]),
    }));
    const metadataStream = `$$${ownerOf(stream)}`;
    const revival = {
      what: `what brings ${stream} back`,
      fits: (event: LoggedEvent) => event.stream === metadataStream,
    };
    return history.at(stream, place).softDeleted ? [...events, revival] : events;
  });
}

function tell({ tab, call, answers, positions, after }: Made): string {
  const said = `${JSON.stringify(answers)} at ${JSON.stringify(positions)}`;
  return `tab ${tab}, after ${after}: ${JSON.stringify(call)} was answered ${said}`;
}
