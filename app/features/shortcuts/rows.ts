// Walks through the rows of a list. A row is known by its link, which carries `data-row`.

/**
 * Focuses the next row (1) or the one before (-1), counted from the row that has the focus, else from the one that is
 * open, else from where the focus is. False when there is none.
 */
export function moveToRow(step: 1 | -1): boolean {
  const focused = document.activeElement;
  const rows = rowsAround(focused);
  const here = rows.findIndex((row) => holderOf(row)?.contains(focused));
  const from = here < 0 ? rows.findIndex((row) => row.hasAttribute('aria-current')) : here;
  const row = from < 0 ? rowBeside(rows, focused, step) : rows[from + step];
  row?.focus();
  return row !== undefined;
}

/** The row that has the focus, or something in it. */
export function focusedRow(): Element | null {
  const focused = document.activeElement;
  const row = rowsAround(focused).find((each) => holderOf(each)?.contains(focused));
  return row === undefined ? null : holderOf(row);
}

/** Of the list in the side bar when the focus is in it, else of the screen. */
function rowsAround(focused: Element | null): readonly HTMLElement[] {
  const list = focused?.closest('main') === null ? focused.closest('ul') : null;
  const beside = list === null ? [] : rowsIn(list);
  return beside.length > 0 ? beside : rowsIn(document.querySelector('main'));
}

function rowsIn(place: Element | null): readonly HTMLElement[] {
  return [...(place?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].filter((row) =>
    row.checkVisibility(),
  );
}

function holderOf(row: Element): Element | null {
  return row.closest('li, tr');
}

function rowBeside(rows: readonly HTMLElement[], focused: Element | null, step: 1 | -1) {
  const isPast = (row: HTMLElement, past: number) =>
    focused === null || (focused.compareDocumentPosition(row) & past) !== 0;
  return step === 1
    ? rows.find((row) => isPast(row, Node.DOCUMENT_POSITION_FOLLOWING))
    : rows.findLast((row) => isPast(row, Node.DOCUMENT_POSITION_PRECEDING));
}
