// A request as the command line of the documents.
import type { Wire } from './post.ts';

/** A `curl` command that sends the same request. `url` is whole. */
export function curlOf(url: string, { headers, body }: Pick<Wire, 'headers' | 'body'>): string {
  return [
    `curl -i --data-binary ${quoted(body)} ${quoted(url)}`,
    ...headers.map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`),
  ].join(' \\\n');
}

/** A `curl` command that reads the address. */
export function curlToRead(url: string, accept: string): string {
  return `curl -i ${quoted(url)} -H ${quoted(`Accept: ${accept}`)}`;
}

/** One word for a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
