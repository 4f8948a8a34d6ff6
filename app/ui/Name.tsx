// Texts from outside, as names of streams and types: nothing in them is hidden, and nothing moves what stands around them.
import { partsOf, type Shape, type Unseen } from './unseen.ts';

/** A name, or a sentence with names in it, isolated from what it stands among. Copied, it is the same characters. */
export function Name({ text }: { readonly text: string }) {
  return (
    <bdi>
      <Visible text={text} shape="line" />
    </bdi>
  );
}

/** The text with the codes of what cannot be seen in it. */
export function Visible({ text, shape }: { readonly text: string; readonly shape: Shape }) {
  return partsOf(text, shape).map((part, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
    typeof part === 'string' ? part : <UnseenMark key={place} unseen={part} />,
  );
}

/** A code in a frame; to readers the name. The characters themselves are there to be copied. */
export function UnseenMark({ unseen: { text, code, name, times } }: { readonly unseen: Unseen }) {
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
