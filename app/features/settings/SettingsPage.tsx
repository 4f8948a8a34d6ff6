// Storage, backup, appearance, and the end of the store.
import { ShortcutsSetting } from '../shortcuts/ShortcutsSetting.tsx';
import { Appearance } from './Appearance.tsx';
import { Backup } from './Backup.tsx';
import { ResetStore } from './ResetStore.tsx';
import { Storage } from './Storage.tsx';
import { ThisBrowser } from './ThisBrowser.tsx';
import './settings.css';

export function SettingsPage() {
  return (
    <section className="pane" aria-labelledby="settings-title">
      <header className="page-head">
        <h1 id="settings-title">Settings</h1>
      </header>
      <div className="settings">
        <Storage />
        <Backup />
        <ThisBrowser />
        <Appearance />
        <ShortcutsSetting />
        <ResetStore />
      </div>
    </section>
  );
}
