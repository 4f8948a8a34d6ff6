// Backups made by hand, and the way to bring them into the store of a page.
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

export interface BackedUp {
  readonly stream: string;
  readonly type?: string;
  /** Exact JSON text. */
  readonly data?: string;
  /** ISO 8601. */
  readonly created?: string;
}

const CREATED = '2026-11-20T08:14:22.377Z';

/** One line an event, after a header; event numbers count up in each stream. */
export function backupLines(events: readonly BackedUp[]): readonly string[] {
  const next = new Map<string, number>();
  const lines = events.map(({ stream, type = 'Counted', data = '{}', created = CREATED }) => {
    const number = next.get(stream) ?? 0;
    next.set(stream, number + 1);
    const names = `"eventId":"${crypto.randomUUID()}","eventType":${JSON.stringify(type)}`;
    const place = `"stream":${JSON.stringify(stream)},"eventNumber":${number}`;
    return `{${names},"data":${data},${place},"created":"${created}"}`;
  });
  return [JSON.stringify({ format: 'offline-event-store', version: 1, events: events.length }), ...lines];
}

export function fileOf(lines: readonly string[], name = 'backup.ndjson') {
  const text = lines.map((line) => `${line}\n`).join('');
  return { name, mimeType: 'application/x-ndjson', buffer: Buffer.from(text) };
}

/** Imports events on the settings page. */
export async function importEvents(page: Page, events: readonly BackedUp[]): Promise<void> {
  await page.getByLabel('Import file').setInputFiles(fileOf(backupLines(events)));
  await page.getByRole('button', { name: /^Import \d/ }).click();
  await expect(page.getByRole('status')).toHaveText(`Imported ${spaced(events.length)}, 0 already there.`);
}

function spaced(count: number): string {
  const events = count === 1 ? 'event' : 'events';
  return `${count < 10_000 ? count : String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f')} ${events}`;
}
