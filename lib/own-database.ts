// For the app alone, which keeps a database and channels of its own beside the store: no public names.
export { openChannel } from './channel.ts';
export { type ConnectionEnds, deleteDatabase, openConnection } from './connection.ts';
export { type LogFile, watchLogFile } from './fresh-log.ts';
