// Who won which round: the same in all tabs, since it is read from the requests they share.
import { useHistories } from '../../../client/ClientProvider.tsx';
import { OutcomeChip } from '../../../ui/Outcome.tsx';
import type { Racer } from './race.ts';
import { roundsOf, winsOf } from './rounds.ts';
import { useOther } from './useRacer.ts';
import { titleOf, type Writer } from './writer.ts';

export function Scoreboard(props: {
  readonly stream: string;
  readonly here: Writer;
  readonly racer: Racer | null;
}) {
  const { stream, here, racer } = props;
  const other = useOther(racer);
  const rounds = roundsOf(useHistories(), stream);
  const rival = rounds.some(({ outcomes }) => outcomes.has('rival writer')) || other === 'rival writer';
  const writers: readonly Writer[] = ['first tab', rival ? 'rival writer' : 'second tab'];
  return (
    <section aria-labelledby="scoreboard-title">
      <header className="section-head">
        <h2 id="scoreboard-title">Scoreboard</h2>
        <span className="muted">{presence(here, other)}</span>
      </header>
      <table className="table scoreboard" aria-labelledby="scoreboard-title">
        <thead>
          <tr>
            <th scope="col">Round</th>
            {writers.map((writer) => (
              <th scope="col" key={writer}>
                {titleOf(writer)}
                {writer === here ? ' (here)' : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rounds.map(({ round, outcomes }) => (
            <tr key={round}>
              <th scope="row">{round}</th>
              {writers.map((writer) => {
                const kind = outcomes.get(writer);
                return <td key={writer}>{kind === undefined ? '–' : <OutcomeChip kind={kind} />}</td>;
              })}
            </tr>
          ))}
          {rounds.length === 0 ? (
            <tr>
              <th scope="row">1</th>
              {writers.map((writer) => (
                <td key={writer}>–</td>
              ))}
            </tr>
          ) : null}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Won</th>
            {writers.map((writer) => (
              <td key={writer}>{winsOf(rounds, writer)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function presence(here: Writer, other: Writer | null): string {
  if (other === 'rival writer')
    return 'This browser opened no second tab: a rival writer with a store connection of its own races here.';
  if (other !== null) return `The ${other} is open.`;
  return here === 'first tab' ? 'The second tab is not open yet.' : 'The first tab is not there any more.';
}
