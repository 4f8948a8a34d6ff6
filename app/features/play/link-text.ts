// A fold as a part of an address: only characters that no chat and no mail changes.

export function toLinkText(code: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(code)) bytes += String.fromCharCode(byte);
  return btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Null where it was cut or changed on its way. */
export function fromLinkText(text: string): string | null {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
    );
  } catch {
    return null; // Neither base64 nor UTF-8: said on the screen.
  }
}
