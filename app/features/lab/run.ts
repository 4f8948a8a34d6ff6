// A run of a scenario: which steps are done, in a stream of its own. It lives as long as the page, so that one can
// look at the feed and come back.
import type { StreamName } from '../../../lib/index.ts';
import { newUuid } from '../../seed.ts';
import { createBench, type RunRequests, type Tools } from './bench.ts';
import { givenSteps, type Scenario, type Step } from './scenario.ts';

export interface Run {
  readonly stream: StreamName;
  /** How many steps are done. */
  readonly done: number;
  /** A step is being done. */
  readonly doing: boolean;
  /** The steps are done one after the other, hands-free. */
  readonly playing: boolean;
  /** What was sent by the steps that sent something, by the index of the step. */
  readonly sent: ReadonlyMap<number, Sent>;
  /** The requests of the run, in the order in which they were made. */
  readonly requestIds: readonly string[];
  /** Why the last step could not be done; null when it could. */
  readonly failure: unknown;
}

/** The attempts that a step made. */
export interface Sent {
  readonly requestId: string;
  /** How many attempts the request had before. */
  readonly before: number;
}

export class Runner {
  readonly scenario: Scenario;
  #run: Run;
  #ids = new Map<string, string>();
  #requests: RunRequests = new Map();
  /** Changes with each reset: what an earlier run still finishes concerns nobody. */
  #turn = 0;
  readonly #listeners = new Set<() => void>();

  constructor(scenario: Scenario) {
    this.scenario = scenario;
    this.#run = newRun(scenario);
  }

  readonly state = (): Run => this.#run;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The step that comes next; undefined after the last. */
  current(): Step | undefined {
    return this.scenario.steps[this.#run.done];
  }

  /** Does the next step that is a person's to do, with those around it that happen by themselves. */
  async next(tools: Tools): Promise<void> {
    if (this.#run.doing || this.#run.playing) return;
    const turn = this.#turn;
    let asked = false;
    for (let step = this.current(); step !== undefined; step = this.current()) {
      if (asked && step.by === 'you') return;
      asked ||= step.by === 'you';
      if (!(await this.#do(step, tools, turn))) return;
    }
  }

  /** Does all steps, with a pause after each: begins anew when all are done. */
  async play(tools: Tools, pauseMs: number): Promise<void> {
    if (this.#run.doing || this.#run.playing) return;
    if (this.current() === undefined) this.reset();
    const turn = this.#turn;
    this.#show({ playing: true });
    for (let step = this.current(); step !== undefined; step = this.current()) {
      if (!(await this.#do(step, tools, turn))) break;
      if (this.current() !== undefined) await this.#pause(pauseMs, turn);
      if (turn !== this.#turn || !this.#run.playing) return;
    }
    if (turn === this.#turn) this.#show({ playing: false });
  }

  /** Stops playing. A step that is being done is finished. */
  stop(): void {
    this.#show({ playing: false });
  }

  /** Begins anew, in another stream. */
  reset(): void {
    this.#turn += 1;
    this.#ids = new Map();
    this.#requests = new Map();
    this.#show(newRun(this.scenario));
  }

  /** Takes another stream while the one of this run has events already, and nothing was done yet. */
  async findFreshStream({ store }: Tools): Promise<void> {
    const turn = this.#turn;
    while (turn === this.#turn && this.#isUntouched()) {
      const { stream } = this.#run;
      const { state } = await store.describeStream(stream);
      if (state === 'missing' || stream !== this.#run.stream) return;
      if (turn === this.#turn && this.#isUntouched()) this.#show({ stream: newStream(this.scenario) });
    }
  }

  #isUntouched(): boolean {
    return !this.#run.doing && this.#run.done === givenSteps(this.scenario);
  }

  /** False when it failed, or when the run was reset meanwhile. */
  async #do(step: Step, tools: Tools, turn: number): Promise<boolean> {
    const index = this.#run.done;
    this.#show({ doing: true, failure: null });
    try {
      await step.act?.(this.#bench(step, tools, turn, index));
    } catch (failure) {
      if (turn === this.#turn) this.#show({ doing: false, playing: false, failure });
      return false;
    }
    if (turn !== this.#turn) return false;
    this.#show({ doing: false, done: index + 1 });
    return true;
  }

  #bench(step: Step, tools: Tools, turn: number, index: number) {
    return createBench({
      ...tools,
      stream: this.#run.stream,
      fault: step.fault ?? 'normal',
      ids: this.#ids,
      requests: this.#requests,
      onAttempt: (requestId, before) => {
        if (turn !== this.#turn) return;
        const sent = new Map(this.#run.sent).set(index, { requestId, before });
        this.#show({ sent, requestIds: [...this.#requests.values()] });
      },
    });
  }

  /** Ends early when the person stops or begins anew. */
  #pause(ms: number, turn: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        stopListening();
        resolve();
      };
      const timer = setTimeout(end, ms);
      const stopListening = this.subscribe(() => {
        if (turn !== this.#turn || !this.#run.playing) end();
      });
    });
  }

  #show(change: Partial<Run>): void {
    this.#run = { ...this.#run, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function newRun(scenario: Scenario): Run {
  return {
    stream: newStream(scenario),
    done: givenSteps(scenario),
    doing: false,
    playing: false,
    sent: new Map(),
    requestIds: [],
    failure: null,
  };
}

/** `lab-lost-reply-7f3a`. */
function newStream({ id }: Scenario): StreamName {
  return `lab-${id}-${newUuid().slice(0, 4)}`;
}

const runners = new Map<string, Runner>();

/** Begins all runs of this page anew. */
export function resetRuns(): void {
  for (const runner of runners.values()) runner.reset();
}

/** The run of a scenario on this page. */
export function runnerOf(scenario: Scenario): Runner {
  const runner = runners.get(scenario.id) ?? new Runner(scenario);
  runners.set(scenario.id, runner);
  return runner;
}
