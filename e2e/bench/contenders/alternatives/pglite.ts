// PGlite on IndexedDB. From its documentation: "Filesystems: IndexedDB FS", "Multi-tab Worker" (as one database serves
// several tabs), "PGlite API" (`.transaction()`, `.listen()`). Without `relaxedDurability`, under which a query is
// answered before anything is stored.
import { PGliteWorker } from '@electric-sql/pglite/worker';
import { Conflict, type Contender, type StoredEvent } from '../contender.ts';
import { decide } from '../decision.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS events (
    position bigserial PRIMARY KEY,
    stream text NOT NULL,
    event_number integer NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    data text NOT NULL,
    metadata text,
    UNIQUE (stream, event_number)
  );
  CREATE INDEX IF NOT EXISTS events_id ON events (stream, id);
`;
const TELL_COMMITS = `
  CREATE OR REPLACE FUNCTION tell_commit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_notify('committed', ''); RETURN NULL; END
  $$;
  CREATE OR REPLACE TRIGGER tell_commit AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION tell_commit();
`;
const FIELDS = 'id, event_number AS "eventNumber", type, data';
const UNIQUE_VIOLATION = '23505';

export const contender: Contender = {
  async open(name) {
    const pg = await PGliteWorker.create(
      new Worker(new URL('./pglite-worker.ts', import.meta.url), { type: 'module' }),
      { dataDir: `idb://${name.replaceAll(' ', '-')}` },
    );
    await pg.exec(SCHEMA);
    const rows = async <Row>(sql: string, values: unknown[]): Promise<Row[]> =>
      (await pg.query<Row>(sql, values)).rows;

    return {
      append: (stream, expected, events) =>
        pg
          .transaction(async (tx) => {
            const last = await tx.query<{ current: number }>(
              'SELECT coalesce(max(event_number), -1) AS current FROM events WHERE stream = $1',
              [stream],
            );
            const current = last.rows[0]?.current ?? -1;
            const ids = events.map(({ id }) => id);
            const outcome = await decide(expected, current, events, {
              known: async () =>
                (
                  await tx.query<{ id: string }>(
                    'SELECT id FROM events WHERE stream = $1 AND id = ANY($2::uuid[])',
                    [stream, ids],
                  )
                ).rows,
              following: async (from) =>
                (
                  await tx.query<{ id: string }>(
                    'SELECT id FROM events WHERE stream = $1 AND event_number >= $2 ORDER BY event_number LIMIT $3',
                    [stream, from, ids.length],
                  )
                ).rows,
            });
            if (outcome === 'committed') {
              await tx.query(
                `INSERT INTO events (stream, event_number, id, type, data)
                 SELECT $1, $2 + place, id, type, data
                 FROM unnest($3::uuid[], $4::text[], $5::text[]) WITH ORDINALITY AS new(id, type, data, place)
                 ORDER BY place`,
                [stream, current, ids, events.map(({ type }) => type), events.map(({ data }) => data)],
              );
            }
            return outcome;
          })
          .catch((error: unknown) => {
            throw isUniqueViolation(error)
              ? new Conflict('Another tab wrote an event of this number.')
              : error;
          }),
      readForwards: (stream, from, count) =>
        rows<StoredEvent>(
          `SELECT ${FIELDS} FROM events WHERE stream = $1 AND event_number >= $2 ORDER BY event_number LIMIT $3`,
          [stream, from, count],
        ),
      readBackwards: (stream, count) =>
        rows<StoredEvent>(
          `SELECT ${FIELDS} FROM events WHERE stream = $1 ORDER BY event_number DESC LIMIT $2`,
          [stream, count],
        ),
      async readAll(from, count) {
        const after = typeof from === 'number' ? from : 0;
        const events = await rows<StoredEvent & { readonly position: number }>(
          `SELECT position, ${FIELDS} FROM events WHERE position > $1 ORDER BY position LIMIT $2`,
          [after, count],
        );
        return { events, next: events.at(-1)?.position ?? after };
      },
      async onCommitElsewhere(listener) {
        await pg.exec(TELL_COMMITS);
        await pg.listen('committed', () => listener());
      },
      close: () => pg.close(),
    };
  },
};

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;
}
