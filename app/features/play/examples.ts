// Folds to begin with. Each works on any stream.

export interface Example {
  readonly id: string;
  readonly title: string;
  readonly code: string;
}

const COUNTS = `// The state before the first event.
const initial = () => ({
  events: 0,
  byType: {},
  last: null,
});

// The state after one more event.
const fold = (state, { type, data }) => ({
  events: state.events + 1,
  byType: {
    ...state.byType,
    [type]: (state.byType[type] ?? 0) + 1,
  },
  last: data,
});
`;

const MERGED = `// The newest value of every field.
const initial = () => ({});

const fold = (state, { data }) =>
  data !== null && typeof data === 'object'
    ? { ...state, ...data }
    : state;
`;

const NUMBERS = `// Of each number in the data: how often,
// the sum, and the range.
const initial = () => ({});

const fold = (state, { data }) => {
  const fields = Object.entries(data ?? {});
  for (const [name, value] of fields) {
    if (typeof value !== 'number') continue;
    const known = state[name];
    state[name] = {
      count: (known?.count ?? 0) + 1,
      sum: (known?.sum ?? 0) + value,
      min: Math.min(known?.min ?? value, value),
      max: Math.max(known?.max ?? value, value),
    };
  }
  return state;
};
`;

const RECENT = `// The last five events, and the longest wait.
const initial = () => ({
  recent: [],
  longestWaitMs: 0,
  atMs: null,
});

const fold = (state, event) => {
  const { eventNumber, type, createdMs } = event;
  const since = state.atMs ?? createdMs;
  const line = \`\${eventNumber} \${type}\`;
  return {
    recent: [...state.recent, line].slice(-5),
    longestWaitMs: Math.max(
      state.longestWaitMs,
      createdMs - since,
    ),
    atMs: createdMs,
  };
};
`;

export const COUNTS_BY_TYPE: Example = {
  id: 'counts',
  title: 'Counts by type, and the last data',
  code: COUNTS,
};

export const EXAMPLES: readonly Example[] = [
  COUNTS_BY_TYPE,
  { id: 'merged', title: 'Newest value of every field', code: MERGED },
  { id: 'numbers', title: 'Sums and ranges of numbers', code: NUMBERS },
  { id: 'recent', title: 'Last five events, longest wait', code: RECENT },
];
