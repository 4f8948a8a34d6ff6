// Whether a log is what its writers were told of it, in words. Empty: all is well.

export interface LoggedEvent {
  readonly stream: string;
  readonly eventNumber: number;
  readonly position: number;
  readonly id: string;
}

/** What a writer sent, and was told. */
export interface Claim {
  readonly stream: string;
  readonly ids: readonly string[];
  /** Number of the first event, where it was acknowledged. */
  readonly first?: number;
  /** Position of the last event, where it was acknowledged; -1 = it was not told. */
  readonly position?: number;
  /** Nothing of it was written. */
  readonly refused?: boolean;
}

/** The event that deletes a stream for good. */
const TOMBSTONE = Number.MAX_SAFE_INTEGER;

/** Positions and event numbers without gaps, no event twice. */
function disorder(log: readonly LoggedEvent[]): readonly string[] {
  const wrong: string[] = [];
  const ids = new Set<string>();
  const next = new Map<string, number>();
  for (const [place, { position, stream, eventNumber, id }] of log.entries()) {
    if (position !== place) wrong.push(`position ${place} holds ${position}`);
    const expected = next.get(stream) ?? 0;
    // A tombstone ends its stream, wherever that is.
    const follows = eventNumber === TOMBSTONE ? expected <= TOMBSTONE : eventNumber === expected;
    if (!follows) wrong.push(`${stream}: event ${eventNumber} where ${expected} belongs`);
    next.set(stream, eventNumber + 1);
    if (ids.has(id)) wrong.push(`id ${id} is there twice`);
    ids.add(id);
  }
  return wrong;
}

/** One of several appends that were begun in their order without waiting. */
interface Begun {
  readonly stream: string;
  readonly first: number;
  readonly inBurst?: readonly [burst: string, place: number];
}

/** Appends of one burst to one stream that were written in another order than they were begun. */
export function outOfOrder(written: Iterable<Begun>): readonly string[] {
  const bursts = new Map<string, Begun[]>();
  for (const append of written) {
    if (!append.inBurst) continue;
    const name = `${append.inBurst[0]} ${append.stream}`;
    bursts.set(name, [...(bursts.get(name) ?? []), append]);
  }
  return [...bursts].flatMap(([name, appends]) => {
    const inOrder = appends.toSorted((a, b) => (a.inBurst?.[1] ?? 0) - (b.inBurst?.[1] ?? 0));
    const firsts = inOrder.map(({ first }) => first);
    return firsts.every((first, place) => place === 0 || first > (firsts[place - 1] as number))
      ? []
      : [`burst ${name} was written as ${firsts.join(', ')}`];
  });
}

/** Every way in which the log is not what was claimed of it. */
export function differences(claims: Iterable<Claim>, log: readonly LoggedEvent[]): readonly string[] {
  const wrong = [...disorder(log)];
  const places = new Map(log.map((event) => [event.id, event]));
  const all = [...claims];
  const sent = new Set(all.filter(({ refused }) => !refused).flatMap(({ ids }) => ids));
  for (const claim of all) {
    const { stream, ids, first, refused, position = -1 } = claim;
    const there = ids.filter((id) => places.has(id)).length;
    if (there !== 0 && there !== ids.length) wrong.push(`${stream}: ${there} of ${ids.length} of a batch`);
    if (refused && ids.some((id) => places.has(id) && !sent.has(id)))
      wrong.push(`${stream}: a refused event is there`);
    if (first === undefined) continue;
    for (const [place, id] of ids.entries()) {
      const event = places.get(id);
      if (event?.stream === stream && event.eventNumber === first + place) continue;
      const found = event ? `found at ${event.stream} ${event.eventNumber}` : 'lost';
      wrong.push(`${stream}: acknowledged at ${first + place}, ${found}`);
    }
    if (position >= 0 && log[position]?.id !== ids.at(-1))
      wrong.push(`${stream}: acknowledged at position ${position}, which another event has`);
  }
  for (const { id, stream, eventNumber } of log) {
    if (!stream.startsWith('$') && eventNumber !== TOMBSTONE && !sent.has(id))
      wrong.push(`${stream}: event ${eventNumber} was sent by nobody`);
  }
  return wrong;
}

/** A deletion that was acknowledged at this position is there. */
export function missesDeletion(
  {
    kind,
    stream,
    position,
  }: { readonly kind: 'delete' | 'tombstone'; readonly stream: string; readonly position: number },
  log: readonly LoggedEvent[],
): boolean {
  const event = log[position];
  if (kind === 'delete') return event?.stream !== `$$${stream}`;
  return event?.stream !== stream || event.eventNumber !== TOMBSTONE;
}
