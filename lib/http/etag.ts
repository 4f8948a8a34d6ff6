// ETags: the version of what is shown and a hash of how it is written, the same in every process.

/** Without quotes, as the feed itself carries it. */
export function eTagOf(version: number, contentType: string): string {
  return `${version};${fnv1a(contentType)}`;
}

/** FNV-1a, as a signed 32-bit number. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/** True when If-None-Match names this ETag, also weakly or in a list. */
export function isUnchanged(request: Request, eTag: string): boolean {
  const sent = request.headers.get('If-None-Match');
  if (sent === null) return false;
  if (sent.trim() === '*') return true;
  return sent.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${eTag}"`);
}
