// A race: two clients that send to the same stream at the same moment, expecting the same version.
import type { EventStore, StreamName } from '../../../../lib/index.ts';
import type { Client } from '../../../client/client.ts';
import { newUuid } from '../../../seed.ts';
import { type Go, openChannel, type RaceChannel } from './channel.ts';
import { isOver, roundsOf } from './rounds.ts';
import type { Writer } from './writer.ts';

/** How long the writers of a round may take before it counts as broken off. */
const ROUND_MS = 10_000;

export interface RaceParts {
  readonly client: Client;
  readonly store: EventStore;
  readonly self: Writer;
  /** Called when "go" is heard, wherever it was said. */
  readonly onGo?: () => void;
}

/** One writer of a race, from joining to leaving. */
export class Racer {
  readonly stream: StreamName;
  readonly #parts: RaceParts;
  readonly #channel: RaceChannel;
  #other: Writer | null = null;
  #round = 0;
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[] = [];

  constructor(stream: StreamName, parts: RaceParts) {
    this.stream = stream;
    this.#parts = parts;
    this.#channel = openChannel(parts.store.name, stream, parts.self, {
      onOther: (writer, here) => this.#meet(writer, here),
      onGo: (go) => void this.#send(go),
    });
  }

  /** The other writer of this race; null while there is none. */
  readonly other = (): Writer | null => this.#other;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Says "go", unless it was said and the round is not over. Resolves when all writers know what came of theirs.
   * @throws Error when one of them did not answer.
   */
  async fire(): Promise<void> {
    const { client, store } = this.#parts;
    if (!this.#isUnderWay()) {
      const { version } = await store.describeStream(this.stream);
      const rounds = roundsOf(client.histories(), this.stream);
      this.#round = (rounds.at(-1)?.round ?? 0) + 1;
      this.#channel.go({ round: this.#round, expectedVersion: version });
    }
    await this.#whenOver(this.#round);
  }

  close(): void {
    this.#channel.close();
    for (const end of this.#ends) end();
  }

  /** Calls `end` when this racer leaves. */
  closeWith(end: () => void): void {
    this.#ends.push(end);
  }

  #meet(writer: Writer, here: boolean): void {
    if (here) this.#other = writer;
    else if (this.#other === writer) this.#other = null;
    for (const listener of this.#listeners) listener();
  }

  #isUnderWay(): boolean {
    return this.#round > 0 && !isOver(this.#parts.client.histories(), this.stream, this.#round);
  }

  async #send({ round, expectedVersion }: Go): Promise<void> {
    const { client, self, onGo } = this.#parts;
    this.#round = round;
    const event = { id: newUuid(), type: 'SeatTaken', data: JSON.stringify({ by: self }), metadata: null };
    const staged = { lab: { writer: self, round }, fault: 'normal' } as const;
    const posted = client.post({ stream: this.stream, expectedVersion, events: [event] }, undefined, staged);
    onGo?.();
    await (await posted).settled;
  }

  #whenOver(round: number): Promise<void> {
    const { client } = this.#parts;
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!isOver(client.histories(), this.stream, round)) return;
        done();
        resolve();
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error('The other writer did not answer. Close its tab, then reset and open it again.'));
      }, ROUND_MS);
      const stop = client.onChange(look);
      const done = () => {
        clearTimeout(timer);
        stop();
      };
      look();
    });
  }
}
