// Inputs that other programs stumble over, kept so that every run tries them: names, JSON, XML, headers, expressions.
// As text, since the bundler's own reader of JSON takes no lone surrogates.
import expressions from './corpus/expressions.json?raw';
import headers from './corpus/headers.json?raw';
import json from './corpus/json.json?raw';
import names from './corpus/names.json?raw';
import xml from './corpus/xml.json?raw';

export const NAMES = JSON.parse(names) as readonly string[];
/** JSON, what is nearly JSON, and metadata documents. */
export const JSON_TEXTS = JSON.parse(json) as readonly string[];
export const XML_TEXTS = JSON.parse(xml) as readonly string[];
export const EXPRESSIONS = JSON.parse(expressions) as readonly string[];
/** Values by the name of the header. */
export const HEADERS = JSON.parse(headers) as Readonly<Record<string, readonly string[]>>;

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const VALID_JSON: readonly string[] = JSON_TEXTS.filter(isJson);
