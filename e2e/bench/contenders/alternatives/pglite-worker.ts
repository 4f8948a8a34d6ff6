// The worker of each tab: one of them is elected and runs Postgres for all.
import { PGlite } from '@electric-sql/pglite';
import { worker } from '@electric-sql/pglite/worker';

void worker({ init: async ({ dataDir }) => PGlite.create(dataDir === undefined ? {} : { dataDir }) });
