// What this store set itself, and what it reached.
import { contenderNamed } from '../contenders/list.ts';
import type { Row } from '../rows/row.ts';
import { comparison } from './figures.ts';
import { type Markup, markup } from './markup.ts';
import { verdicts } from './targets.ts';
import { wideTable } from './wide-table.ts';

export function targetsTable(rows: readonly Row[]): Markup {
  const lines = verdicts(rows).map(
    ({ row: { info }, target, reached, isMet }) => markup`<tr><th scope="row">${info.title}
<small>${contenderNamed(target.contender).title}</small></th><td>${comparison(reached, info)}</td>
<td>${comparison(target.atMost, info)}</td><td class="${isMet ? 'met' : 'short'}">${isMet ? 'met' : 'short'}</td></tr>`,
  );
  return wideTable('Targets', ['reached', 'at most', ''], lines);
}
