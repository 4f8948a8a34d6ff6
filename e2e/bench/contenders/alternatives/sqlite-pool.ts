// SQLite on a pool of OPFS files that one tab keeps open: its quickest way, and no second tab can come in. From SQLite's
// page "Persistent Storage Options: OPFS SAHPool".
import { sqliteOn } from './sqlite.ts';

export const contender = sqliteOn('opfs-sahpool');
