// JSON as a person types it: where it breaks, and what will surprise its readers.
import { type ParseErrorCode, visit } from 'jsonc-parser';
import { MAX_NESTING, tooDeepAt } from '../../ui/nesting.ts';
import { unseenIn, unseenWords } from '../../ui/unseen.ts';
import { grouped } from '../../ui/words.ts';

/** A place in a text, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface JsonProblem extends Place {
  readonly offset: number;
  readonly says: string;
}

export interface JsonWarning extends Place {
  readonly says: string;
}

export interface JsonCheck {
  /** The first thing that makes it no JSON; null when it is valid. */
  readonly problem: JsonProblem | null;
  /** Valid, and stored exactly, but read differently by many programs. */
  readonly warnings: readonly JsonWarning[];
}

/** Past so many characters warnings would cost more than typing may. */
const MAX_WARNED = 200_000;
const MAX_WARNINGS = 3;
const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

export function checkJson(text: string): JsonCheck {
  const deep = tooDeepAt(text);
  if (deep !== null) return { problem: depthProblem(text, deep), warnings: [] };
  if (isJson(text)) return { problem: null, warnings: text.length > MAX_WARNED ? [] : warningsIn(text) };
  return { problem: firstProblem(text), warnings: [] };
}

/** As a person reads it: `Line 1, column 6`. */
export function placeWords({ line, column }: Place): string {
  return `Line ${line}, column ${column}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function depthProblem(text: string, offset: number): JsonProblem {
  const lines = text.slice(0, offset + 1).split('\n');
  const column = lines.at(-1)?.length ?? 1;
  const says = `it is nested deeper than ${grouped(MAX_NESTING)} levels, which hardly any reader takes.`;
  return { offset, line: lines.length, column, says };
}

function firstProblem(text: string): JsonProblem {
  let first: JsonProblem | undefined;
  visit(
    text,
    {
      onError(code, offset, length, line, character) {
        first ??= {
          offset,
          line: line + 1,
          column: character + 1,
          says: problemWords(code, text, offset, length),
        };
      },
    },
    STRICT,
  );
  return first ?? { offset: 0, line: 1, column: 1, says: 'this is not valid JSON.' };
}

// The codes of jsonc-parser; its enum is `const` and cannot be imported one file at a time.
const CODE = {
  invalidNumber: 2,
  nameExpected: 3,
  valueExpected: 4,
  colonExpected: 5,
  commaExpected: 6,
  braceExpected: 7,
  bracketExpected: 8,
  endExpected: 9,
  comment: 10,
  endOfString: 12,
  endOfNumber: 13,
  unicode: 14,
  escape: 15,
  character: 16,
} as const;

function problemWords(code: ParseErrorCode, text: string, offset: number, length: number): string {
  const piece = text.slice(offset, offset + Math.min(length, 20));
  switch (code as number) {
    case CODE.nameExpected:
      return text[offset] === '}'
        ? 'there is a comma before the closing brace.'
        : 'a name in double quotes is missing here.';
    case CODE.valueExpected:
      return `a value is missing ${before(text, offset)}.`;
    case CODE.colonExpected:
      return 'a colon is missing after the name.';
    case CODE.commaExpected:
      return 'a comma is missing before this.';
    case CODE.braceExpected:
      return 'the closing brace } is missing.';
    case CODE.bracketExpected:
      return 'the closing bracket ] is missing.';
    case CODE.endExpected:
      return 'the JSON ends before this.';
    case CODE.comment:
      return 'JSON has no comments.';
    case CODE.endOfString:
      return 'the closing quote of this text is missing.';
    case CODE.invalidNumber:
    case CODE.endOfNumber:
      return `“${piece}” is not a number.`;
    case CODE.unicode:
    case CODE.escape:
      return 'this text has an escape that JSON does not know.';
    case CODE.character:
      return 'this text has a control character; write it as an escape such as \\n.';
    default:
      return piece.startsWith("'") ? 'JSON takes double quotes only.' : `“${piece}” is not JSON.`;
  }
}

function before(text: string, offset: number): string {
  switch (text[offset]) {
    case ',':
      return 'before the comma';
    case '}':
      return 'before the closing brace';
    case ']':
      return 'before the closing bracket';
    case undefined:
      return text.trim() === '' ? 'here; write {} for no data' : 'at the end';
    default:
      return 'here';
  }
}

function warningsIn(text: string): readonly JsonWarning[] {
  const warnings: JsonWarning[] = [];
  const names: Set<string>[] = [];
  const warn = (line: number, character: number, says: string) => {
    if (warnings.length < MAX_WARNINGS) warnings.push({ line: line + 1, column: character + 1, says });
  };
  const warnOfUnseen = (offset: number, length: number, line: number, character: number) => {
    const unseen = unseenIn(text.slice(offset, offset + length));
    if (unseen.length > 0) warn(line, character, `not all of this can be seen: ${unseenWords(unseen)}.`);
  };
  visit(text, {
    onObjectBegin: () => void names.push(new Set()),
    onObjectEnd: () => void names.pop(),
    onObjectProperty(name, offset, length, line, character) {
      if (names.at(-1)?.has(name))
        warn(line, character, `“${name}” is there twice; most readers see only the last.`);
      names.at(-1)?.add(name);
      warnOfUnseen(offset, length, line, character);
    },
    onLiteralValue(_value, offset, length, line, character) {
      const digits = text.slice(offset, offset + length);
      if (/^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits)))
        warn(line, character, `${digits} is stored exactly, but readers in JavaScript round it.`);
      warnOfUnseen(offset, length, line, character);
    },
  });
  return warnings;
}
