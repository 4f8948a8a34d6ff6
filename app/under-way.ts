// What a reload that can wait must not break off.
const underWay = new Set<Promise<unknown>>();

/** A new version takes over after `work` has settled. Returns `work`. */
export function finishFirst<Result>(work: Promise<Result>): Promise<Result> {
  const forget = () => void underWay.delete(work);
  underWay.add(work);
  work.then(forget, forget);
  return work;
}

export async function whenNothingIsUnderWay(): Promise<void> {
  while (underWay.size > 0) await Promise.allSettled(underWay);
}
