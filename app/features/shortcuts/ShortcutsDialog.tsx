// The list of all shortcuts.
import { paths } from '../../router.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { areSingleKeys, keyCaps } from './keys.ts';
import { SHORTCUT_WORDS } from './shortcut-words.ts';
import { SHORTCUTS, type ShortcutName } from './shortcuts.ts';
import { useSingleKeysOn } from './single-keys.ts';
import './shortcuts.css';

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const on = useSingleKeysOn();
  return (
    <Dialog
      title="Keyboard shortcuts"
      about={
        <>
          {on
            ? 'They do nothing while you type. Single keys can be switched off in '
            : 'Single keys are switched off in '}
          <a href={paths.settings()} onClick={onClose}>
            Settings
          </a>
          .
        </>
      }
      onClose={onClose}
      actions={
        <button className="btn" type="button" onClick={onClose}>
          Close
        </button>
      }
    >
      <div className="shortcuts">
        {Object.entries(SHORTCUT_WORDS).map(([place, words]) => (
          <section key={place} aria-label={place}>
            <h3>{place}</h3>
            <dl>
              {Object.entries(words).map(([name, says]) => (
                <Row key={name} keys={SHORTCUTS[name as ShortcutName].keys} says={says} on={on} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Row(props: { readonly keys: string; readonly says: string; readonly on: boolean }) {
  const { keys, says, on } = props;
  const off = !on && areSingleKeys(keys);
  return (
    <div className={off ? 'is-off' : undefined}>
      <dt>{says}</dt>
      <dd>
        {off ? <span className="visually-hidden">Switched off: </span> : null}
        {keyCaps(keys).map((cap, index) => (
          <span key={cap}>
            {index > 0 ? ' then ' : null}
            <kbd>{cap}</kbd>
          </span>
        ))}
      </dd>
    </div>
  );
}
