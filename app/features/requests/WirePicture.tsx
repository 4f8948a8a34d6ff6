// The arrow of a message: it arrives, or ends at a cross and goes on as dots. Fluid, so that it fits any width.
export type WireEnd = 'arrives' | 'lost' | 'unknown' | 'none';

export function WirePicture(props: {
  readonly way: 'req' | 'rep';
  readonly end: WireEnd;
  readonly label: string;
}) {
  const { way, end, label } = props;
  const from = way === 'req' ? '0' : '100%';
  const to = way === 'req' ? '100%' : '0';
  return (
    <svg role="img" aria-label={label}>
      {end === 'arrives' ? <line x1="0" x2="100%" y1="50%" y2="50%" /> : null}
      {end === 'arrives' ? <Head way={way} at={to} /> : null}
      {end === 'lost' ? <line className="ghost" x1="50%" x2={to} y1="50%" y2="50%" /> : null}
      {end === 'lost' ? <line x1={from} x2="50%" y1="50%" y2="50%" /> : null}
      {end === 'lost' ? <Cross /> : null}
      {end === 'unknown' ? <line className="ghost" x1={from} x2={to} y1="50%" y2="50%" /> : null}
    </svg>
  );
}

function Head({ way, at }: { readonly way: 'req' | 'rep'; readonly at: string }) {
  return (
    <svg x={at} y="50%" overflow="visible" aria-hidden="true">
      <path className="head" d={way === 'req' ? 'M-8-5 0 0-8 5' : 'M8-5 0 0 8 5'} />
    </svg>
  );
}

function Cross() {
  return (
    <svg x="50%" y="50%" overflow="visible" aria-hidden="true">
      <circle className="lost-disc" r="8" />
      <path className="lost-cross" d="M-3-3 3 3M3-3-3 3" />
    </svg>
  );
}
