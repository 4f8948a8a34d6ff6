// What the page holds, with its workers and their WebAssembly, after garbage was collected.

declare global {
  interface Performance {
    /** Chromium, in isolated pages. */
    measureUserAgentSpecificMemory?: () => Promise<{ readonly bytes: number }>;
  }
}

/** @throws where the browser cannot tell */
export async function memoryInUse(): Promise<number> {
  if (!performance.measureUserAgentSpecificMemory) throw new Error('This browser does not tell its memory.');
  return (await performance.measureUserAgentSpecificMemory()).bytes;
}
