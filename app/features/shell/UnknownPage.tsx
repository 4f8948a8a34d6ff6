// An address that leads nowhere.
import { paths } from '../../router.ts';
import { Name } from '../../ui/Name.tsx';

export function UnknownPage({ path }: { readonly path: string }) {
  return (
    <section className="pane pane-blank" aria-labelledby="unknown-title">
      <div className="blank">
        <h1 id="unknown-title">Nothing here</h1>
        <p>
          No screen has the address{' '}
          <code>
            <Name text={path} />
          </code>
          .
        </p>
        <a className="btn btn-primary" href={paths.streams()}>
          Go to the streams
        </a>
      </div>
    </section>
  );
}
