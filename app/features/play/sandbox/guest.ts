// The part of the sandbox that lives inside it: evaluated before the text of a person, so that nothing they do to
// the built-ins can change it.

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
    throw new Mistake(what + ' gives another answer each time, and the same events must give the same state. ' + instead);
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

  function wordFor(value) {
    if (typeof value === 'object') return (isArray(value) ? 'an array' : 'a ' + (getPrototypeOf(value)?.constructor?.name || 'special object'));
    return typeof value === 'undefined' || typeof value === 'number' ? '' + value : 'a ' + typeof value;
  }

  /** Throws a sentence where JSON would lose or change something. */
  function check(value, trail) {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
    if (typeof value === 'number' && isFinite(value)) return;
    const isPlain = typeof value === 'object' && (isArray(value) || getPrototypeOf(value) === plain || getPrototypeOf(value) === null);
    if (!isPlain) throw pathOf(trail) + ' is ' + wordFor(value) + '.';
    if (isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        trail[trail.length] = index;
        check(value[index], trail);
        trail.length--;
      }
    } else {
      for (const key of keys(value)) {
        if (value[key] === undefined) continue;
        trail[trail.length] = key;
        check(value[key], trail);
        trail.length--;
      }
    }
  }

  function pathOf(trail) {
    let path = 'state';
    for (const key of trail) path += typeof key === 'number' ? '[' + key + ']' : '.' + key;
    return path;
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
      const isError = thrown instanceof Failure;
      const says = isError ? thrown.name + ': ' + thrown.message : typeof thrown === 'string' ? thrown : stringify(thrown) ?? wordFor(thrown);
      return stringify([isError ? '' + thrown.stack : '', ('' + says)]);
    },
  };
})()`;
