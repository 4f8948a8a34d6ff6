// Registers the service worker and follows its versions.
import { whenNothingIsUnderWay } from './under-way.ts';
import { showUpdates as show, type Updates, updates } from './updates.ts';

/** A tab may stay open for days: how often it looks for a new version when a person comes back to it. */
const LOOK_AGAIN_AFTER_MS = 3_600_000;

/** Registers the service worker. Never rejects: where no worker can be, the app goes on without. */
export async function startUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    follow(await register());
  } catch (error) {
    console.warn('The app cannot be stored for offline use here.', error);
  }
}

function register(): Promise<ServiceWorkerRegistration> {
  if (import.meta.env.DEV) {
    return navigator.serviceWorker.register('/dev-sw.js?dev-sw', { type: 'module', scope: '/' });
  }
  const script = `${import.meta.env.BASE_URL}service-worker.js`;
  return navigator.serviceWorker.register(script, { updateViaCache: 'none' });
}

function follow(registration: ServiceWorkerRegistration): void {
  const container = navigator.serviceWorker;
  const isFirstVisit = !registration.active;
  let isFollowed = container.controller !== null;

  function look(): void {
    if (registration.waiting && registration.active) show(newVersion(registration));
    else if (container.controller && updates().kind === 'none') showReady(isFirstVisit);
  }

  container.addEventListener('controllerchange', () => {
    // Somebody said yes in another tab: this page still runs the old version, and is not reloaded unasked.
    if (isFollowed && !import.meta.env.DEV) show(newVersion(registration));
    isFollowed = true;
    look();
  });
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  registration.installing?.addEventListener('statechange', look);
  lookNowAndThen(registration);
  look();
  // After a hard reload the worker is active and yet not in control of this page.
  if (!container.controller) registration.active?.postMessage('claim');
}

function lookNowAndThen(registration: ServiceWorkerRegistration): void {
  let lookedAtMs = Date.now();
  document.addEventListener('visibilitychange', () => {
    // A clock that was set back may not put the next look off.
    if (document.hidden || Math.abs(Date.now() - lookedAtMs) < LOOK_AGAIN_AFTER_MS) return;
    lookedAtMs = Date.now();
    registration.update().catch(() => {}); // Offline: there is nothing new to be had.
  });
}

function newVersion(registration: ServiceWorkerRegistration): Updates {
  async function reload(): Promise<void> {
    await whenNothingIsUnderWay();
    if (registration.waiting) await activated(registration.waiting);
    await whenNothingIsUnderWay();
    location.reload();
  }
  return { kind: 'new_version', reload };
}

/**
 * Asked once: asking again changes nothing. It takes a second, and half a minute in Chromium where a tab asks the old
 * worker for something in the moment that one is ended, since it is then started again.
 */
function activated(next: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    next.addEventListener('statechange', () => {
      if (next.state === 'activated') resolve();
    });
    next.postMessage('skip_waiting');
  });
}

/** While hacking, the worker stores no files. */
function showReady(justNow: boolean): void {
  if (!import.meta.env.DEV) show({ kind: 'ready_offline', justNow });
}
