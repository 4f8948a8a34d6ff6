// For tests: a clock of durations that is moved by hand, and the alarms that are set on it.

interface Alarm {
  readonly atMs: number;
  readonly act: () => void;
}

/** `idle`: resolves when nothing is under way but what waits for an alarm. */
export function clockByHand(beginMs: number, idle: () => Promise<void>) {
  let nowMs = beginMs;
  let alarms: readonly Alarm[] = [];
  return {
    nowMs: () => nowMs,
    /** Calls `act` after so many ms. Returns the way to call that off. */
    after(ms: number, act: () => void): () => void {
      const alarm = { atMs: nowMs + ms, act };
      alarms = [...alarms, alarm];
      return () => {
        alarms = alarms.filter((other) => other !== alarm);
      };
    },
    /** Lets so much time pass, and what is due happen. */
    async pass(ms: number): Promise<void> {
      const untilMs = nowMs + ms;
      for (;;) {
        await idle();
        const due = alarms.filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs)[0];
        if (due === undefined) break;
        alarms = alarms.filter((alarm) => alarm !== due);
        nowMs = Math.max(nowMs, due.atMs);
        due.act();
      }
      nowMs = untilMs;
    },
  };
}
