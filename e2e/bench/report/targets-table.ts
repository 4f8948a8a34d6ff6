// What this store set itself, and what it reached.
import { contenderNamed } from '../contenders/list.ts';
import type { Row } from '../rows/row.ts';
import { comparison } from './figures.ts';
import { type Markup, markup } from './markup.ts';
import { verdicts } from './targets.ts';

export function targetsTable(rows: readonly Row[]): Markup {
  const lines = verdicts(rows).map(
    ({ row: { info }, target, reached, isMet }) => markup`<tr><th scope="row">${info.title}</th>
<td>${contenderNamed(target.contender).title}</td><td>${comparison(reached, info)}</td><td>${comparison(target.atMost, info)}</td>
<td class="${isMet ? 'met' : 'short'}">${isMet ? 'met' : 'short'}</td></tr>`,
  );
  return markup`<div class="wide"><table><caption>Targets</caption>
<thead><tr><th></th><th>measured</th><th>reached</th><th>at most</th><th></th></tr></thead>${lines}</table></div>`;
}
