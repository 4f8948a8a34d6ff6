// What this browser lacks of what the store can use: told, so that nobody has to find out.
import { CircleCheck, Info } from 'lucide-react';
import { Icon } from '../../ui/Icon.tsx';
import { type Lack, lacksOfThisBrowser } from './lacks.ts';

export function ThisBrowser() {
  const lacks = lacksOfThisBrowser();
  return (
    <section aria-labelledby="this-browser">
      <header>
        <h2 id="this-browser">This browser</h2>
        <p>Not every browser supports everything the store uses.</p>
      </header>
      {lacks.length === 0 ? (
        <p className="row">
          <Icon icon={CircleCheck} />
          This browser supports everything the store uses.
        </p>
      ) : (
        <ul className="stack">
          {lacks.map((lack) => (
            <Missing key={lack.name} {...lack} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Missing({ name, says }: Lack) {
  return (
    <li className="setting">
      <div>
        <b className="row">
          <Icon icon={Info} />
          {name}
        </b>
        <p>{says}</p>
      </div>
    </li>
  );
}
