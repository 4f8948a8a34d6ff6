// The client: posts requests over the network, keeps them and their attempts, and retries the same bytes.
import type { History } from './history.ts';
import type { Network, NetworkFault } from './network.ts';
import type { Pages } from './pages.ts';
import type { Post } from './post.ts';
import type { ClientRequest, LabMark } from './request.ts';
import type { RequestsDatabase } from './requests-database.ts';
import { RunningClient } from './running-client.ts';
import type { Wires } from './send.ts';
import type { Waiting } from './waiting.ts';

export interface ClientParts {
  readonly database: RequestsDatabase;
  readonly wires: Wires;
  readonly network: Network;
  readonly pages: Pages;
  /** In ms since 1970-01-01 UTC. */
  readonly now: () => number;
  /** Eight hexadecimal digits. */
  readonly newId: () => string;
  /** Tells the other tabs that something changed. */
  readonly tellOthers: () => void;
}

export interface Posted {
  readonly request: ClientRequest;
  /** Resolves when the client has an answer or stopped waiting. */
  readonly settled: Promise<void>;
}

/** A request of the Lab: marked as its own, with a fault of its own. The network of the page stays as it is. */
export interface Staged {
  readonly lab: LabMark;
  readonly fault: NetworkFault;
}

export interface Client {
  /** The name of this page, as waits name it. */
  readonly page: string;
  /** All requests in the order in which they were posted; the same array until something changes. */
  histories(): readonly History[];
  /** How long a request still waits for its next try, in ms; 0 when it is due now, less when it has been for a while. */
  leftMs(waiting: Waiting): number;
  /**
   * Makes a request of it, keeps it and begins the first attempt. Resolves when the request is kept. It waits in the
   * queue while the network is off, and behind an earlier request to the same stream that was not sent yet.
   */
  post(post: Post, basedOn?: string, staged?: Staged): Promise<Posted>;
  /**
   * Makes one more attempt with the same bytes. Resolves when the client has an answer or stopped waiting, or at once
   * when the network is off. `fault` meets this attempt alone, whatever the network is set to.
   */
  retry(requestId: string, fault?: NetworkFault): Promise<void>;
  /**
   * Makes the next attempt of a waiting request by itself, past a fault that is meant for the next request of a
   * person. Resolves with what it came to; undefined when the network is off, or when another page was faster.
   */
  tryAgain(history: History): Promise<History | undefined>;
  /** Starts or stops the tries that a request makes by itself. */
  setAutomatic(requestId: string, on: boolean): Promise<void>;
  /** Changes how a request waits, unless that changed meanwhile. */
  changeWaiting(waiting: Waiting, change: Partial<Waiting>): Promise<void>;
  /** Makes what pages left that are gone wait for this one. */
  takeOver(): Promise<void>;
  /** Notes that all events of a refused request are in the stream by now, whoever wrote them. */
  noteOvertaken(requestId: string): void;
  /** Takes the request off the list; what it may have written stays. */
  discard(requestId: string): Promise<void>;
  /** Puts a discarded request back as it was. */
  restore(history: History): Promise<void>;
  /** Reads again what other tabs changed. */
  refresh(): Promise<void>;
  onChange(listener: () => void): () => void;
  /** Calls `listener` when what a person sent from this page is over for the client, or waits in the queue. */
  onOutcome(listener: (history: History) => void): () => void;
}

/**
 * Starts the client: attempts of pages that died count as unanswered from now on, and what waited for them waits for this
 * one, so that what is posted next is counted from it.
 */
export async function startClient(parts: ClientParts): Promise<Client> {
  const client = new RunningClient(parts);
  await client.refresh();
  await client.takeOver().catch(() => {}); // The outbox tries that again, and says why it cannot.
  return client;
}
