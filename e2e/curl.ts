// Runs the real curl, as a person in a terminal does.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Reply {
  readonly status: number;
  readonly reason: string;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** `curl -i` with these arguments; `folder` is where `@event.txt` is looked for. */
export async function curl(folder: string, ...args: readonly string[]): Promise<Reply> {
  const { stdout } = await promisify(execFile)('curl', ['-sS', '-i', '--max-time', '30', ...args], {
    cwd: folder,
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024,
  });
  const end = stdout.indexOf('\r\n\r\n');
  const [first = '', ...lines] = stdout.subarray(0, end).toString('latin1').split('\r\n');
  const [, status, reason = ''] = /^HTTP\/1\.1 (\d+) ?(.*)$/.exec(first) ?? [];
  const bytes = new Uint8Array(stdout.subarray(end + 4));
  return {
    status: Number(status),
    reason,
    headers: new Map(lines.map((line) => [headerName(line), line.slice(line.indexOf(':') + 1).trim()])),
    bytes,
    text: new TextDecoder().decode(bytes),
  };
}

function headerName(line: string): string {
  return line.slice(0, line.indexOf(':')).toLowerCase();
}
