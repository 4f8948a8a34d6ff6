// The part of the sandbox that lives inside it. It is evaluated before the text of a person and keeps the built-ins it
// needs, so that their changes to these do not mislead it.

/**
 * Evaluates to `{ take, restore, step, state, describe }`. Texts go in and come out, no objects.
 * A fold is asked for the same state more than once, so it gets no clock and no chance: both would answer differently.
 */
export const GUEST = `(() => {
  'use strict';
  const { parse, stringify } = JSON;
  const { getPrototypeOf, keys, prototype: plain } = Object;
  const { isArray } = Array;
  const { isFinite } = Number;
  const Failure = Error, Mistake = TypeError, Clock = Date;
  let state, fold;

  function refuse(what, instead) {
    throw new Mistake(what + ' answers differently each time, and the same events must give the same state. ' + instead);
  }
  Math.random = () => refuse('Math.random()', 'Take what differs from event.id.');
  globalThis.Date = class Date extends Clock {
    constructor(...parts) {
      if (parts.length === 0) refuse('new Date()', 'Use new Date(event.created).');
      super(...parts);
    }
    static now() {
      refuse('Date.now()', 'Use event.createdMs.');
    }
  };

  function isPlain(value) {
    if (typeof value !== 'object') return false;
    const parent = getPrototypeOf(value);
    return isArray(value) || parent === plain || parent === null;
  }

  function wordFor(value) {
    if (typeof value === 'undefined' || typeof value === 'number') return '' + value;
    return 'a ' + (typeof value === 'object' ? getPrototypeOf(value).constructor?.name || 'special object' : typeof value);
  }

  function pathOf(trail) {
    let path = 'state';
    for (const key of trail) path += typeof key === 'number' ? '[' + key + ']' : '.' + key;
    return path;
  }

  /** Throws a sentence where JSON would lose or change something. */
  function check(value, trail) {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
    if (typeof value === 'number' && isFinite(value)) return;
    if (!isPlain(value)) throw pathOf(trail) + ' is ' + wordFor(value) + '.';
    if (isArray(value)) {
      for (let index = 0; index < value.length; index++) checkPart(value[index], index, trail);
    } else {
      for (const key of keys(value)) if (value[key] !== undefined) checkPart(value[key], key, trail);
    }
  }

  function checkPart(part, key, trail) {
    trail[trail.length] = key;
    check(part, trail);
    trail.length--;
  }

  return {
    take(initial, given) {
      if (typeof given !== 'function') throw 'Declare a function fold: const fold = (state, event) => state;';
      if (initial === undefined) throw 'Declare initial, the state before the first event: const initial = () => ({});';
      fold = given;
      state = typeof initial === 'function' ? initial() : initial;
    },
    restore(json) {
      state = parse(json);
    },
    step(json) {
      state = fold(state, parse(json));
      if (state === undefined) throw new Mistake('fold returned undefined. Return the state, also when it stays as it was.');
    },
    state() {
      check(state, []);
      return stringify(state);
    },
    describe(thrown) {
      if (thrown instanceof Failure) return stringify(['' + thrown.stack, thrown.name + ': ' + thrown.message]);
      return stringify(['', typeof thrown === 'string' ? thrown : stringify(thrown) ?? wordFor(thrown)]);
    },
  };
})()`;
