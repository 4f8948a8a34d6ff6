// Goes to a screen; its heading has the focus then, also when it is the screen that is shown.
import { navigate } from '../../router.ts';
import { focusHeading } from '../../ui/focus.ts';

export function go(href: string): void {
  navigate(href);
  focusHeading();
}
