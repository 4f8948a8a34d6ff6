// Runs before the first paint, so that a chosen theme never flashes in the other one. The key is that of app/theme.ts.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Site data are blocked: nothing was chosen.
}
