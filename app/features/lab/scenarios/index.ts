// The scenarios of the Lab, in the order of the gallery.
import type { Scenario } from '../scenario.ts';
import { CONFLICT } from './conflict.ts';
import { LOST_REPLY } from './lost-reply.ts';
import { LOST_REQUEST } from './lost-request.ts';
import { NO_ID } from './no-id.ts';
import { OFFLINE } from './offline.ts';
import { PARTIAL } from './partial.ts';
import { RACE } from './race.ts';
import { RETRY_ANY } from './retry-any.ts';

export const SCENARIOS: readonly Scenario[] = [
  LOST_REPLY,
  LOST_REQUEST,
  RETRY_ANY,
  CONFLICT,
  PARTIAL,
  NO_ID,
  RACE,
  OFFLINE,
];

export function scenarioOf(id: string): Scenario | undefined {
  return SCENARIOS.find((scenario) => scenario.id === id);
}
