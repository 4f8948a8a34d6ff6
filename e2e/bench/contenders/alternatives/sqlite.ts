// SQLite on OPFS, seen from the tab: it runs in a worker, since only there are files read and written at once.
import { Conflict, type Contender } from '../contender.ts';
import type { Answer, Methods, Vfs } from './sqlite-worker.ts';

type Ask = <Name extends keyof Methods>(
  name: Name,
  ...values: Parameters<Methods[Name]>
) => Promise<Awaited<ReturnType<Methods[Name]>>>;

/** Lets several tabs in. */
export const contender = sqliteOn('opfs');

export function sqliteOn(vfs: Vfs): Contender {
  let started: Promise<Ask> | undefined;
  return {
    async open(name) {
      started ??= startWorker();
      const ask = await started;
      const db = await ask('open', vfs, name);
      return {
        append: (stream, expected, events) => ask('append', db, stream, expected, events),
        readForwards: (stream, from, count) => ask('readForwards', db, stream, from, count),
        readBackwards: (stream, count) => ask('readBackwards', db, stream, count),
        async readAll(from, count) {
          const after = typeof from === 'number' ? from : 0;
          const events = await ask('readAll', db, after, count);
          return { events, next: events.at(-1)?.position ?? after };
        },
        close: () => ask('close', db),
      };
    },
  };
}

/** One worker for all databases of the tab. */
function startWorker(): Promise<Ask> {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;

  const ask = async (...question: readonly unknown[]): Promise<unknown> => {
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(asked, resolve);
      worker.postMessage([asked++, question]);
    });
    if ('value' in answer) return answer.value;
    throw answer.isConflict ? new Conflict(answer.message) : new Error(answer.message);
  };

  return new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(`The worker of SQLite did not start: ${message}`));
    worker.onmessage = ({ data }: MessageEvent<'ready' | readonly [number, Answer]>) => {
      if (data === 'ready') return resolve(ask as Ask);
      const [number, answer] = data;
      waiting.get(number)?.(answer);
      waiting.delete(number);
    };
  });
}
