// Switches the single-key shortcuts on and off.
import { useId } from 'react';
import { keyCaps } from './keys.ts';
import { SHORTCUTS } from './shortcuts.ts';
import { setSingleKeysOn, useSingleKeysOn } from './single-keys.ts';

export function SingleKeysSwitch() {
  const id = useId();
  const on = useSingleKeysOn();
  return (
    <div className="setting">
      <div>
        <span id={id}>Single-key shortcuts</span>
        <p id={`${id}-about`}>
          {cap('post')} posts, {cap('next')} and {cap('previous')} move, {cap('filter')} filters. They do
          nothing while you type.
        </p>
      </div>
      <label className="choice">
        <input
          type="checkbox"
          role="switch"
          aria-labelledby={id}
          aria-describedby={`${id}-about`}
          checked={on}
          aria-checked={on}
          onChange={(event) => setSingleKeysOn(event.target.checked)}
        />
        {on ? 'On' : 'Off'}
      </label>
    </div>
  );
}

function cap(name: 'post' | 'next' | 'previous' | 'filter'): string {
  return keyCaps(SHORTCUTS[name].keys).join(' ');
}
