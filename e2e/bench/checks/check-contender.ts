// Checks a contender before it is measured: its answers in one tab, and a race of two.
import { type ContenderEntry, isRaw } from '../contenders/list.ts';
import { firstLine, within } from '../machine/patience.ts';
import type { Session } from '../session.ts';

const PATIENCE_S = 90;

/** What is wrong, one line each; of raw IndexedDB nothing is asked. */
export async function checkContender(
  session: Session,
  contender: ContenderEntry,
): Promise<readonly string[]> {
  if (isRaw(contender)) return [];
  const page = await session.page(contender);
  const asked = page.evaluate(() => window.bench.check());
  const wrong = await within(PATIENCE_S, asked).catch((error: unknown) => [firstLine(error)]);
  const race = await within(PATIENCE_S, raceOfTwo(session, contender)).catch(firstLine);
  await session.forget(contender);
  return race === undefined ? wrong : [...wrong, `two tabs racing: ${race}`];
}

async function raceOfTwo(session: Session, contender: ContenderEntry): Promise<string | undefined> {
  const page = await session.page(contender);
  const other = await session.newPage(contender);
  try {
    const tabs = [page, other].map((tab, index) =>
      tab.evaluate((stride) => window.bench.race(stride), 2 + index),
    );
    // One may fail at once; the other must have ended before its page does.
    const parts = await Promise.allSettled(tabs);
    const failed = parts.find((part) => part.status === 'rejected');
    if (failed) throw failed.reason;
    const wins = parts.flatMap((part) => (part.status === 'fulfilled' ? part.value : []));
    return await page.evaluate((all) => window.bench.judge(all), wins);
  } finally {
    await other.close();
  }
}
