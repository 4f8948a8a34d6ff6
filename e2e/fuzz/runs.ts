// How long a property is tried: a moment in `npm test`, as long as it is told in `npm run fuzz`, which also counts.
import { appendFileSync } from 'node:fs';
import fc from 'fast-check';

/** So that a busy machine is slow and not red. */
const PATIENCE_MS = 120_000;
const seconds = Number(process.env.FUZZ_SECONDS ?? 0);

/** For the test that tries the property. */
export const TIMEOUT_MS = PATIENCE_MS + 1000 * seconds;

/** Tries a property so many times, or as long as `npm run fuzz` gives it. */
export async function tryProperty<Input extends [unknown, ...unknown[]]>(
  what: string,
  times: number,
  arbitraries: { [Place in keyof Input]: fc.Arbitrary<Input[Place]> },
  holds: (...input: Input) => Promise<void> | void,
): Promise<void> {
  let tried = 0;
  const property = fc.asyncProperty<Input>(...arbitraries, async (...input) => {
    tried++;
    await holds(...input);
  });
  const endless = { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: 1000 * seconds };
  const seed = process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) };
  await fc.assert(property, { ...(seconds > 0 ? endless : { numRuns: times }), ...seed });
  report(what, tried);
}

/** The lines that `npm run fuzz` adds up. */
function report(what: string, tried: number): void {
  const file = process.env.FUZZ_REPORT;
  if (file !== undefined) appendFileSync(file, `${tried}\t${what}\n`);
}
