// Where the app shows what an address below /streams/ names.

/**
 * The hash route for a path of the HTTP interface: `streams/s/3/backward/20` → `#/streams/s/3/backward/20`.
 * `path` is relative to the scope, percent-encoded as it came. What has no screen of its own opens its stream.
 */
export function hashRouteOf(path: string): string {
  const [stream, place, direction, count] = path.replace(/^\/?streams\/?/, '').split('/');
  if (!stream) return '#/streams';
  const screen = `#/streams/${stream}`;
  if (place === undefined || !/^(\d+|head)$/.test(place)) return screen;
  if (isDirection(direction) && isNumber(count)) return `${screen}/${place}/${direction}/${count}`;
  if (isNumber(direction)) return `${screen}/${place}/backward/${direction}`;
  return isNumber(place) && !direction ? `${screen}/${place}` : screen;
}

function isDirection(part: string | undefined): boolean {
  return part === 'backward' || part === 'forward';
}

function isNumber(part: string | undefined): boolean {
  return part !== undefined && /^\d+$/.test(part);
}
