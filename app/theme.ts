// Light, dark, or as the system says: a preference of this browser.
import { preference } from './preference.ts';

export type Theme = 'system' | 'light' | 'dark';

// The key is also read by public/theme.js, before the first paint.
export const theme = preference<Theme>('theme', ['system', 'light', 'dark'], show);

/** The other one of light and dark than what is seen now. */
export function oppositeTheme(): Theme {
  const chosen = theme.get();
  const dark = chosen === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
  return dark ? 'light' : 'dark';
}

function show(): void {
  const chosen = theme.get();
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}
