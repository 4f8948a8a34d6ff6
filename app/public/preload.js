// Fetches the code of the screen that the address names while the app itself is still on its way. The list comes from
// app/server/preload-screen.ts.
{
  const files = JSON.parse(document.currentScript?.dataset.screens ?? '{}');
  const [, first = 'streams', second] = location.hash.split('/');
  for (const file of files[second ? `${first}/` : first] ?? []) {
    const link = document.createElement('link');
    link.href = file;
    link.crossOrigin = '';
    if (file.endsWith('.js')) link.rel = 'modulepreload';
    else Object.assign(link, { rel: 'preload', as: 'style' });
    document.head.append(link);
  }
}
