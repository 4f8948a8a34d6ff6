// Opening a store that holds much, beside one that holds nothing to speak of.
import { type PageWorkload, READS, type Sample, type Tools } from './workload.ts';

async function openings({ stopwatch, open }: Tools): Promise<Sample> {
  const opened: { close(): Promise<void> }[] = [];
  const closeLast = async () => opened.pop()?.close();
  const opening = (which: Parameters<Tools['open']>[0]) =>
    stopwatch.repeat(closeLast, async () => opened.push(await open(which)));
  const { value: beside } = await opening('one event');
  const { value } = await opening('log');
  await closeLast();
  return { value, beside };
}

export function opening(log: number): PageWorkload {
  return {
    ...READS,
    name: 'open',
    title: `open a store of ${log.toLocaleString('en')} events, read its last`,
    per: 'opening',
    rawWork: 'open, and one get',
    compared: 'more than beside',
    beside: 'with one event in it',
    log,
    opensLog: true,
    measure: (_store, tools) => openings(tools),
    measureRaw: (_raw, tools) => openings(tools),
  };
}
