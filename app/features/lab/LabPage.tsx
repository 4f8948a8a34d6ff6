// The gallery of scenarios.
import './lab.css';
import { paths } from '../../router.ts';
import { OutcomeChip } from '../../ui/Outcome.tsx';
import { DeleteLabStreams } from './DeleteLabStreams.tsx';
import { Miniature } from './Miniature.tsx';
import { SCENARIOS } from './scenarios/index.ts';

export function LabPage() {
  return (
    <section className="pane stack lab" aria-labelledby="lab-title">
      <header className="page-head">
        <h1 id="lab-title">Lab</h1>
        <p>
          Each scenario runs in its own stream, so nothing of yours changes. In the pictures: client left,
          store right, time runs down.
        </p>
        <div className="acts">
          <DeleteLabStreams />
        </div>
      </header>
      <ul className="gallery" aria-label="Scenarios">
        {SCENARIOS.map(({ id, title, teaser, outcomes }) => (
          <li key={id}>
            <Miniature id={id} />
            <h2>
              <a href={paths.scenario(id)} data-row="">
                {title}
              </a>
            </h2>
            <p>{teaser}</p>
            <div className="row">
              {outcomes.map((kind) => (
                <OutcomeChip key={kind} kind={kind} />
              ))}
            </div>
          </li>
        ))}
      </ul>
      <div className="card own-streams row">
        <div>
          <h2>In your own streams</h2>
          <p>
            Let the network in the header lose a reply or a request: the next one only, or each one until you
            change it.
          </p>
        </div>
        <a className="btn push" href={paths.post()}>
          Post with your own data
        </a>
      </div>
    </section>
  );
}
