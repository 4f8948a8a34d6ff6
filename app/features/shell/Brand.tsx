// The name of the app and its mark.
import { paths } from '../../router.ts';

export function Brand() {
  return (
    <a className="brand" href={paths.streams()}>
      <svg className="brand-mark" viewBox="0 0 20 20" aria-hidden="true">
        <path className="past" d="M3 15.5h14M3 10h14" />
        <path d="M10 4.5h7" />
        <circle cx="4.5" cy="4.5" r="2" />
      </svg>
      Event store
    </a>
  );
}
