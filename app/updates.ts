// The service worker as the page sees it: registered, in control, and when a new version waits.
import { useSyncExternalStore } from 'react';
import { whenNothingIsUnderWay } from './under-way.ts';

export type Updates =
  /** No worker yet, or none possible: the app works, but needs the network to start. */
  | { readonly kind: 'none' }
  /** The app starts without a network. `justNow`: since this visit, which is worth telling once. */
  | { readonly kind: 'ready_offline'; readonly justNow: boolean }
  /**
   * A new version is stored and waits. It takes over, in every tab, when somebody calls `reload`. This page is loaded
   * anew once nothing is under way in it.
   */
  | { readonly kind: 'new_version'; readonly reload: () => Promise<void> };

/** A tab may stay open for days: how often it looks for a new version when a person comes back to it. */
const LOOK_AGAIN_AFTER_MS = 3_600_000;

let current: Updates = { kind: 'none' };
const listeners = new Set<() => void>();

export function useUpdates(): Updates {
  return useSyncExternalStore(subscribe, () => current);
}

/** Registers the service worker. Never rejects: where no worker can be, the app goes on without. */
export async function startUpdates(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    follow(await register());
  } catch (error) {
    console.warn('The app cannot be stored for offline use here.', error);
  }
}

/** Resolves when the fetches of this page go through the service worker. Never, where no worker can be. */
export async function whenControlled(): Promise<void> {
  if (!('serviceWorker' in navigator)) return new Promise(() => {});
  if (navigator.serviceWorker.controller) return;
  await new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
  });
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
    else if (container.controller && current.kind === 'none') showReady(isFirstVisit);
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
    if (document.hidden || Date.now() - lookedAtMs < LOOK_AGAIN_AFTER_MS) return;
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

function show(next: Updates): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
