// Playwright fills a field of the system's Firefox by setting its value, which React takes for its own doing.
import type { BrowserContext } from '@playwright/test';

/** From now on pages of this context are filled as by typing. */
export async function fillAsTyped(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const insert = (text: string) => void document.execCommand('insertText', false, text);
    Object.defineProperty(window, '__pw_bidiInsertText', { get: () => insert, set() {} });
  });
}
