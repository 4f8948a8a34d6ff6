// Puts a new version of the app in the place of the old one, as whoever hosts it does: every file has a new name.
import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The page of the new version ends with this HTML. The files of the old version are gone. */
export async function publish(html: string, folder: string): Promise<void> {
  const assets = await readdir(join(folder, 'assets'));
  const renamed = (text: string) =>
    assets.reduce((last, name) => last.replaceAll(name, nextName(name)), text);
  for (const name of assets) {
    const file = join(folder, 'assets', name);
    if (/\.(js|css)$/.test(name)) await writeFile(file, renamed(await readFile(file, 'utf8')));
    await rename(file, join(folder, 'assets', nextName(name)));
  }
  const [page, worker] = [join(folder, 'index.html'), join(folder, 'service-worker.js')];
  const oldPage = await readFile(page, 'utf8');
  const newPage = renamed(oldPage).replace('</body>', `${html}</body>`);
  await writeFile(page, newPage);
  await writeFile(worker, renamed(await readFile(worker, 'utf8')).replace(md5(oldPage), md5(newPage)));
}

/** Of the same length, as the hash in it would be. */
function nextName(name: string): string {
  return name.replace(/.(?=\.\w+$)/, (last) => (last === 'Z' ? 'Y' : 'Z'));
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
