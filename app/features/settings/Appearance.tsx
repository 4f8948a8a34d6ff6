// Light, dark, or as the system says.
import { setTheme, type Theme, useTheme } from '../../theme.ts';

const THEMES: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'system', label: 'System' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
];

export function Appearance() {
  const chosen = useTheme();
  return (
    <section aria-labelledby="looks">
      <header>
        <h2 id="looks">Appearance</h2>
        <p>Kept in this browser.</p>
      </header>
      <div className="setting">
        <span id="theme-label">Theme</span>
        <div className="choices" role="radiogroup" aria-labelledby="theme-label">
          {THEMES.map(({ theme, label }) => (
            <label className="choice" key={theme}>
              <input type="radio" name="theme" checked={theme === chosen} onChange={() => setTheme(theme)} />
              {label}
            </label>
          ))}
        </div>
      </div>
    </section>
  );
}
