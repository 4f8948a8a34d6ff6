import { expect, test } from 'vitest';
import { areSingleKeys, ariaKeys, keyCaps, type Press, pressedKeys } from './keys.ts';

function press(key: string, more: Partial<Press> & { readonly altGr?: boolean } = {}): Press {
  return {
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    getModifierState: (name) => name === 'AltGraph' && more.altGr === true,
    ...more,
  };
}

test('a key is known by what it types, whatever the layout and the caps lock', () => {
  expect(pressedKeys(press('n', { code: 'KeyN' }))).toBe('n');
  expect(pressedKeys(press('N', { code: 'KeyN' }))).toBe('n');
  expect(pressedKeys(press('j', { code: 'KeyC' }))).toBe('j');
  expect(pressedKeys(press('/', { code: 'Digit7' }))).toBe('/');
  expect(pressedKeys(press('ı', { code: 'KeyR' }))).toBe('ı');
  expect(pressedKeys(press('Escape'))).toBe('Escape');
});

test('a letter of another script is known by its place', () => {
  expect(pressedKeys(press('т', { code: 'KeyN' }))).toBe('n');
  expect(pressedKeys(press('λ', { code: 'KeyL' }))).toBe('l');
  expect(pressedKeys(press('х', { code: 'BracketLeft' }))).toBe('х');
});

test('Ctrl or ⌘ is the modifier of the system, and any other makes it another key', () => {
  expect(pressedKeys(press('k', { ctrlKey: true }), false)).toBe('Mod+k');
  expect(pressedKeys(press('k', { metaKey: true }), true)).toBe('Mod+k');
  expect(pressedKeys(press('k', { ctrlKey: true }), true)).toBeNull();
  expect(pressedKeys(press('k', { metaKey: true }), false)).toBeNull();
  expect(pressedKeys(press('n', { altKey: true }))).toBeNull();
  expect(pressedKeys(press('K', { ctrlKey: true, shiftKey: true }), false)).toBeNull();
  expect(pressedKeys(press('?', { shiftKey: true }))).toBe('?');
});

test('a character on AltGr is that character', () => {
  expect(pressedKeys(press('[', { altGr: true, ctrlKey: true, altKey: true }))).toBe('[');
});

test('only keys that type a character can be switched off', () => {
  expect(['n', '?', 'g s'].map(areSingleKeys)).toEqual([true, true, true]);
  expect(['Escape', 'Mod+k', 'Enter'].map(areSingleKeys)).toEqual([false, false, false]);
});

test('keys are written as they are printed, and as screen readers expect them', () => {
  expect(keyCaps('Mod+k', false)).toEqual(['Ctrl K']);
  expect(keyCaps('Mod+Enter', true)).toEqual(['⌘ Enter']);
  expect(keyCaps('g s')).toEqual(['G', 'S']);
  expect(keyCaps('Escape')).toEqual(['Esc']);
  expect(ariaKeys('Mod+k', false)).toBe('Control+K');
  expect(ariaKeys('Mod+Enter', true)).toBe('Meta+Enter');
  expect(ariaKeys('n')).toBe('N');
  expect(ariaKeys('[')).toBe('[');
  expect(ariaKeys('Escape')).toBe('Escape');
  expect(ariaKeys('g s')).toBeUndefined();
});
