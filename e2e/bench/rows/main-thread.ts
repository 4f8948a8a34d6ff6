// Whether the page stays free while this store is given a lot to do.
import type { MainThreadFigure } from '../page/main-thread.ts';
import type { Session } from '../session.ts';

const EVENTS = 100_000;
const FILE_BYTES = 100_000_000;

export async function measureMainThread(
  session: Session,
  scale: number,
): Promise<readonly MainThreadFigure[]> {
  const page = await session.blankPage('main-thread');
  await page.addScriptTag({ type: 'module', url: '/main-thread.js' });
  await page.waitForFunction(() => 'measureMainThread' in window);
  const options = { events: Math.ceil(EVENTS * scale), fileBytes: Math.ceil(FILE_BYTES * scale) };
  const figures = await page.evaluate((asked) => window.measureMainThread(asked), options);
  await page.close();
  return figures;
}
