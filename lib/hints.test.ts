import { afterEach, expect, test, vi } from 'vitest';
import { type Heard, type Hints, openHints } from './hints.ts';

interface News {
  readonly says: string;
}

const opened: Hints<News>[] = [];
let count = 0;

afterEach(() => {
  for (const hints of opened.splice(0)) hints.close();
  vi.restoreAllMocks();
});

function open(name: string): Hints<News> {
  const hints = openHints<News>(name);
  opened.push(hints);
  return hints;
}

const newName = () => `hints-${count++}`;

/** Resolves with the next hint that another one tells. */
function nextFromElsewhere(hints: Hints<News>): Promise<Heard<News>> {
  return new Promise((resolve) => {
    const stop = hints.onHint((hint) => {
      if (!hint.elsewhere) return;
      stop();
      resolve(hint);
    });
  });
}

test('who was there first tells who came later, and the other way round', async () => {
  const name = newName();
  const [first, second] = [open(name), open(name)];
  const atSecond = nextFromElsewhere(second);
  // Said before the other one was heard of.
  first.announce({ says: 'early' });
  expect(await atSecond).toEqual({ says: 'early', elsewhere: true });
  const atFirst = nextFromElsewhere(first);
  second.announce({ says: 'back' });
  expect(await atFirst).toEqual({ says: 'back', elsewhere: true });
  const again = nextFromElsewhere(second);
  first.announce({ says: 'again' });
  expect((await again).says).toBe('again');
});

test('what is said before the answer of those who were there is heard by them after all, in its order', async () => {
  const name = newName();
  const first = open(name);
  const second = open(name);
  const heard: string[] = [];
  const both = new Promise<void>((resolve) => {
    first.onHint(({ says }) => {
      if (heard.push(says) === 2) resolve();
    });
  });
  second.announce({ says: 'one' });
  second.announce({ says: 'two' });
  await both;
  expect(heard).toEqual(['one', 'two']);
});

test('of what nobody was there to hear only the last is told to who comes later', async () => {
  const name = newName();
  const first = open(name);
  for (let n = 1; n <= 100; n++) first.announce({ says: `${n}` });
  const second = open(name);
  const heard: string[] = [];
  const last = new Promise<void>((resolve) => {
    second.onHint(({ says }) => {
      heard.push(says);
      if (says === '100') resolve();
    });
  });
  await last;
  expect(heard.length).toBeLessThan(20);
});

test('alone, nothing is sent; the hint is told here all the same', async () => {
  const hints = open(newName());
  const sent = vi.spyOn(BroadcastChannel.prototype, 'postMessage');
  const here = new Promise((resolve) => hints.onHint(resolve));
  hints.announce({ says: 'to myself' });
  expect(await here).toEqual({ says: 'to myself', elsewhere: false });
  expect(sent).not.toHaveBeenCalled();
});

test('a listener that was stopped, or of closed hints, hears nothing', async () => {
  const name = newName();
  const [first, second] = [open(name), open(name)];
  const heard: string[] = [];
  const stop = second.onHint(({ says }) => heard.push(says));
  const once = nextFromElsewhere(second);
  first.announce({ says: 'one' });
  await once;
  stop();
  const later = nextFromElsewhere(second);
  first.announce({ says: 'two' });
  await later;
  first.close();
  first.announce({ says: 'three' });
  expect(heard).toEqual(['one']);
});
