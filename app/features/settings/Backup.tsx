// The whole store as one file, and back.
import { ExportAll } from './ExportAll.tsx';
import { ImportFile } from './ImportFile.tsx';

export function Backup() {
  return (
    <section aria-labelledby="backup">
      <header>
        <h2 id="backup">Back up and restore</h2>
        <p>One file, one event a line. Importing the same file again adds nothing.</p>
      </header>
      <div className="stack">
        <ExportAll />
        <ImportFile />
      </div>
    </section>
  );
}
