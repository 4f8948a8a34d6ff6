// A table that may be wider than the page: then it scrolls by itself, also with the keys.
import { type Markup, markup } from './markup.ts';

/** @param head without the first column, which has no head @param lines as `tr` */
export function wideTable(caption: string, head: readonly string[], lines: readonly Markup[]): Markup {
  return markup`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table>
<thead><tr><th></th>${head.map((title) => markup`<th scope="col">${title}</th>`)}</tr></thead>
${lines}</table></div>`;
}
