// Changes one member of a JSON object and leaves every other character as it is.
import { findNodeAtLocation, modify } from 'jsonc-parser';
import { jsonTree } from '../../ui/nesting.ts';

/** The value of a member as it stands in the text; null where there is none. */
export function memberOf(json: string, key: string): string | null {
  const root = jsonTree(json);
  const node = root && findNodeAtLocation(root, [key]);
  return node === undefined ? null : json.slice(node.offset, node.offset + node.length);
}

/** With the member set to this value, or without it where the value is null. `json` is a JSON object. */
export function withMember(json: string, key: string, value: string | null): string {
  if (value === null) return memberOf(json, key) === null ? json : edited(json, key, undefined);
  // A number would lose digits on its way through JavaScript: a placeholder goes in, and the text takes its place.
  const placed = memberOf(json, key) === null ? edited(json, key, 0) : json;
  const root = jsonTree(placed);
  const node = root && findNodeAtLocation(root, [key]);
  if (node === undefined) return json;
  return placed.slice(0, node.offset) + value + placed.slice(node.offset + node.length);
}

function edited(json: string, key: string, value: unknown): string {
  const edits = modify(json, [key], value, {
    formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' },
  });
  return edits
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (text, edit) => text.slice(0, edit.offset) + edit.content + text.slice(edit.offset + edit.length),
      json,
    );
}
