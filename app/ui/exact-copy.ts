// What is selected and copied is the exact text, also where characters in it cannot be seen.

/** From now on: browsers themselves turn a no-break space into a space on its way to the clipboard. */
export function copyExactly(): void {
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    if (selection === null || !holdsUnseen(selection)) return;
    event.clipboardData?.setData('text/plain', selection.toString());
    event.preventDefault();
  });
}

function holdsUnseen(selection: Selection): boolean {
  return [...document.querySelectorAll('.unseen')].some((mark) => selection.containsNode(mark, true));
}
