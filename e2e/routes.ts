// Every screen of the app by its address, for the promises that hold on all of them.
import type { Route } from '../app/router.ts';

const SCENARIOS = [
  'lost-reply',
  'lost-request',
  'retry-any',
  'conflict',
  'partial',
  'no-id',
  'race',
  'offline',
] as const;

/** Addresses of each kind of screen, with `stream` as the stream where they show one. A new kind needs an entry. */
export function routes(stream: string): Readonly<Record<Route['kind'], readonly string[]>> {
  return {
    streams: ['#/streams'],
    stream: [
      `#/streams/${stream}`,
      `#/streams/${stream}/2/backward/2`,
      '#/streams/$all',
      '#/streams/$ce-order',
      '#/streams/missing',
    ],
    event: [`#/streams/${stream}/1`, `#/streams/${stream}/9999`, '#/streams/$all/1', '#/streams/$ce-order/1'],
    metadata: [`#/streams/${stream}/metadata`],
    find: [
      `#/streams/${stream}/find/text/DHL`,
      `#/streams/${stream}/find/text/nowhere`,
      '#/streams/$all/find/text/DHL/system/hidden',
    ],
    post: ['#/post', `#/post/${stream}`],
    requests: ['#/requests'],
    request: ['#/requests/0000'],
    lab: ['#/lab'],
    scenario: [...SCENARIOS.map((scenario) => `#/lab/${scenario}`), '#/lab/nowhere'],
    rival: ['#/lab/race/lab-race-0000'],
    play: ['#/play', `#/play/${stream}`, '#/play/missing'],
    settings: ['#/settings'],
    unknown: ['#/nowhere'],
  };
}

export function allRoutes(stream: string): readonly string[] {
  return Object.values(routes(stream)).flat();
}
