// Texts from outside, as names of streams and types: nothing in them is hidden, and nothing moves what stands around them.
import { type Stretch, stretchesOf } from './stretches.ts';
import { type Part, partsOf, type Unseen } from './unseen.ts';

/** A name, isolated from what it stands among. Copied, it is the same characters. */
export function Name({ text }: { readonly text: string }) {
  return (
    <bdi>
      <Parts of={partsOf(text, 'line')} />
    </bdi>
  );
}

/** A sentence with names in it, or JSON on one line: left to right, and each name or string isolated in it. */
export function OneLine({ text }: { readonly text: string }) {
  return (
    <bdi dir="ltr">
      <Stretches of={stretchesOf(text, 'line')} />
    </bdi>
  );
}

export function Stretches({ of }: { readonly of: readonly Stretch[] }) {
  return of.map(({ apart, parts }, place) =>
    apart ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place.
      <bdi key={place}>
        <Parts of={parts} />
      </bdi>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is its place.
      <Parts key={place} of={parts} />
    ),
  );
}

/** Parts of a text, with the codes of what cannot be seen. */
export function Parts({ of }: { readonly of: readonly Part[] }) {
  return of.map((part, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
    typeof part === 'string' ? part : <UnseenMark key={place} unseen={part} />,
  );
}

/** A code in a frame; to readers the name. The characters themselves are there to be copied. */
function UnseenMark({ unseen: { text, code, name, times } }: { readonly unseen: Unseen }) {
  return (
    <span
      className="unseen"
      role="img"
      aria-label={`[${name}${times}]`}
      title={`${code} ${name}${times}`}
      data-code={`${code}${times}`}
    >
      {text}
    </span>
  );
}
