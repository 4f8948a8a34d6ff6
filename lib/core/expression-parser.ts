// A regular expression taken apart, as far as it can be matched without ever trying the same place twice.

/** What an expression is made of. */
export type ExpressionPart =
  /** One character, told by the expression for a single character that it is: `a`, `.`, `\d`, `[^a-z]`. */
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'assertion'; readonly at: 'start' | 'end' | 'word_edge' | 'no_word_edge' }
  | { readonly kind: 'sequence'; readonly parts: readonly ExpressionPart[] }
  | { readonly kind: 'choice'; readonly parts: readonly ExpressionPart[] }
  | {
      readonly kind: 'repeat';
      readonly part: ExpressionPart;
      readonly least: number;
      readonly most: number;
    };

/** An expression, or the reason why it is none that is taken here. */
export type ExpressionReading =
  | { readonly kind: 'expression'; readonly part: ExpressionPart }
  | { readonly kind: 'problem'; readonly why: string };

/** Groups inside of groups; deeper ones nobody writes by hand. */
const MAX_DEPTH = 50;

/** Reads an expression as `new RegExp(source, 'u')` does, without back references, lookaround and modifiers. */
export function readExpression(source: string): ExpressionReading {
  try {
    // The engine's own parser is the strict one: what follows may take its syntax for granted.
    new RegExp(source, 'u');
    return { kind: 'expression', part: new Parser(source).choice() };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Untakable) {
      return { kind: 'problem', why: error.message };
    }
    throw error;
  }
}

class Untakable extends Error {}

const ASSERTIONS = new Map([
  ['^', 'start'],
  ['$', 'end'],
  ['\\b', 'word_edge'],
  ['\\B', 'no_word_edge'],
] as const);

// A pair of escaped surrogates is one character.
const ESCAPE =
  /\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[a-zA-Z]|[pP]\{[^}]*\}|.)/suy;
const CLASS = /\[(?:\\.|[^\\\]])*\]/suy;
const CHARACTER = /./suy;
const GROUP = /\((?:\?:|\?<(?![=!])[^>]*>|(?!\?))/uy;
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/uy;

class Parser {
  readonly #source: string;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  choice(): ExpressionPart {
    const parts = [this.#sequence()];
    while (this.#match(/\|/uy)) parts.push(this.#sequence());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source) ?? undefined;
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #sequence(): ExpressionPart {
    const parts: ExpressionPart[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] as string)) {
      parts.push(this.#repeated(this.#atom()));
    }
    return { kind: 'sequence', parts };
  }

  #atom(): ExpressionPart {
    if (this.#source[this.#at] === '(') return this.#group();
    const [source = ''] = this.#match(ESCAPE) ?? this.#match(CLASS) ?? this.#match(CHARACTER) ?? [];
    const at = ASSERTIONS.get(source as '^');
    if (at !== undefined) return { kind: 'assertion', at };
    if (/^\\[1-9k]/.test(source)) throw new Untakable(`A back reference, ${source}, is not taken`);
    return { kind: 'character', source };
  }

  #group(): ExpressionPart {
    if (!this.#match(GROUP)) {
      const begin = this.#source.slice(this.#at, this.#at + 3);
      throw new Untakable(`A group that begins with ${begin} is not taken: no lookaround, no modifiers`);
    }
    if (++this.#depth > MAX_DEPTH)
      throw new Untakable(`It has groups nested deeper than ${MAX_DEPTH} levels`);
    const part = this.choice();
    this.#depth--;
    this.#at++;
    return part;
  }

  #repeated(part: ExpressionPart): ExpressionPart {
    const found = this.#match(QUANTIFIER);
    if (!found) return part;
    const [, sign, low = '', comma, high = ''] = found;
    if (sign !== undefined) {
      return { kind: 'repeat', part, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    }
    const least = Number(low);
    const most = comma === '' ? least : high === '' ? Infinity : Number(high);
    return { kind: 'repeat', part, least, most };
  }
}
