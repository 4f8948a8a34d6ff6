// Deletes the store, once its name is typed.
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { paths } from '../../router.ts';
import { useStore, useStoreName } from '../../store.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Name } from '../../ui/Name.tsx';
import { beginAnew } from './after-reset.ts';
import { deleteEverything } from './reset.ts';

export function ResetStore() {
  const store = useStore();
  const name = useStoreName();
  const [typed, setTyped] = useState('');
  const [hint, setHint] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const ready = typed === name;

  async function reset(): Promise<void> {
    if (!ready) {
      setHint(true);
      return;
    }
    try {
      await deleteEverything(store);
      beginAnew();
      location.hash = paths.streams();
      location.reload();
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <section aria-labelledby="reset">
      <header>
        <h2 id="reset">Reset store</h2>
        <p>Deletes all streams and requests on this device.</p>
      </header>
      <form
        className="setting"
        onSubmit={(event) => {
          event.preventDefault();
          void reset();
        }}
      >
        <div className="field">
          <label htmlFor="reset-name">
            Type the store’s name,{' '}
            <b>
              <Name text={name} />
            </b>
            , to confirm
          </label>
          <input
            className="input reset-name"
            id="reset-name"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            aria-invalid={hint && !ready}
            aria-describedby={hint && !ready ? 'reset-hint' : undefined}
            onChange={(event) => setTyped(event.target.value)}
          />
          {hint && !ready ? (
            <p className="hint-error" id="reset-hint">
              The name does not match. Nothing was deleted.
            </p>
          ) : null}
        </div>
        <button className="btn btn-danger" type="submit" aria-disabled={!ready}>
          <Icon icon={Trash2} />
          Reset store
        </button>
      </form>
      {failure === null ? null : <Failure title="The store was not deleted" error={failure} />}
    </section>
  );
}
