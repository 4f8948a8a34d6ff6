// Starts the app.
import './ui/styles.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { startUpdates } from './late.tsx';
import { routeOf } from './router.ts';
import { loadScreenOf, loadScreensSoon } from './screens.ts';
import { trustOwnScripts } from './trusted-scripts.ts';
import { copyExactly } from './ui/exact-copy.ts';

trustOwnScripts();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');
loadScreenOf(routeOf(location.hash.replace(/^#/, '')));
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
copyExactly();
startUpdates();
loadScreensSoon();
