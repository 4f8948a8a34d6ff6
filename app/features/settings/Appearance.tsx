// Light, dark, or as the system says; times as the clock on the wall says them, or in UTC.
import { useId } from 'react';
import type { Preference } from '../../preference.ts';
import { type Theme, theme } from '../../theme.ts';
import type { Zone } from '../../ui/time.ts';
import { zone } from '../../zone.ts';

interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  readonly says?: string;
}

const THEMES: readonly Choice<Theme>[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

const ZONES: readonly Choice<Zone>[] = [
  { value: 'local', label: 'Local', says: Intl.DateTimeFormat().resolvedOptions().timeZone },
  { value: 'utc', label: 'UTC' },
];

export function Appearance() {
  return (
    <section aria-labelledby="looks">
      <header>
        <h2 id="looks">Appearance</h2>
        <p>Kept in this browser.</p>
      </header>
      <div className="stack">
        <Setting label="Theme" choices={THEMES} preference={theme} />
        <Setting label="Times" choices={ZONES} preference={zone} />
      </div>
    </section>
  );
}

function Setting<Value extends string>(props: {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly preference: Preference<Value>;
}) {
  const id = useId();
  const chosen = props.preference.use();
  return (
    <div className="setting">
      <span id={id}>{props.label}</span>
      <div className="choices" role="radiogroup" aria-labelledby={id}>
        {props.choices.map(({ value, label, says }) => (
          <label className="choice" key={value}>
            <input
              type="radio"
              name={id}
              checked={value === chosen}
              onChange={() => props.preference.set(value)}
            />
            {label}
            {says === undefined ? null : <small>{says}</small>}
          </label>
        ))}
      </div>
    </div>
  );
}
