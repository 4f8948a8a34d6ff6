export function html(result: unknown): string {
  return String(result);
}
