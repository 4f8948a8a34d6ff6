// The keys that submit a form from inside a text, as this machine names them.
export const SUBMIT_KEYS = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ Enter' : 'Ctrl Enter';
