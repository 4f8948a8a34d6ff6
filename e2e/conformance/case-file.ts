// The format of the case files; their own `notes` say what each part means.

export interface CaseFile {
  readonly cases: readonly ConformanceCase[];
}

export interface ConformanceCase {
  readonly name: string;
  readonly steps: readonly Step[];
}

export type Step = AppendStep | HttpStep;

/** A step against the store itself. */
export interface AppendStep {
  readonly op: string;
  readonly stream?: string;
  readonly expected?: number | string;
  readonly ids?: readonly string[];
  readonly types?: readonly string[];
  readonly data?: readonly string[];
  readonly isJson?: boolean;
  readonly ageSeconds?: readonly number[];
  readonly hard?: boolean;
  readonly json?: string;
  readonly direction?: 'forward' | 'backward';
  readonly from?: number | 'start' | 'end';
  readonly count?: number;
  readonly revision?: number | 'end';
  readonly resolveLinks?: boolean;
  readonly excludeSystem?: boolean;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** A request to the handler, and what its answer must be. */
export interface HttpStep {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly repeat?: number;
  readonly capture?: Readonly<Record<string, string>>;
  readonly expect: HttpExpectation;
}

export interface HttpExpectation {
  readonly status: number;
  readonly reason?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: string;
  readonly bodyContains?: string | readonly string[];
  readonly json?: unknown;
  readonly links?: Readonly<Record<string, string | null>>;
  readonly entries?: number;
  readonly entryTitles?: readonly string[];
}

export function isAppendStep(step: Step): step is AppendStep {
  return 'op' in step;
}

/** A step that did not go as the case says. */
export interface Failure {
  /** From 0. */
  readonly step: number;
  readonly what: string;
  readonly expected: unknown;
  readonly got: unknown;
}
