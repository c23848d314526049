import { fromString, fromUUID, toUUID } from 'typeid-js';

import {
  type CityCode,
  type GlobalKind,
  ID_KINDS,
  type IdKind,
  isCityCode,
  type RegionalKind,
} from './kinds.ts';
import { isUuidV7 } from './uuid.ts';

/**
 * An id: `<kind>_<26 characters>` for a global thing, `<kind>_<city>_<26 characters>` for a regional one. The
 * characters are a UUIDv7 in the base32 of TypeID 0.3, so within a kind and city the order of ids is the order of time.
 */
export type Id<K extends IdKind = IdKind> = string & { readonly __kind: K };

/** What a text is: an id of the kind asked for, or the rule that it breaks, as a sentence for a person. */
export type ParsedId<K extends IdKind> = { ok: true; id: Id<K> } | { ok: false; rule: string };

/** A text is not an id of the kind that `field` holds. It has the shape of a field violation. */
export class InvalidId extends Error {
  override readonly name = 'InvalidId';

  constructor(
    readonly field: string,
    readonly rule: string,
  ) {
    super(`${field}: ${rule}`);
  }
}

const SUFFIX = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
/** The 11th character begins with the version's bits (0111), the 14th holds the variant's (10). */
const HOLDS_UUID_V7 = /^.{10}[ef].{2}[89abrstv]/;
const SUFFIX_LENGTH = 26;
const PLACE_RULES = {
  global: 'must have 26 characters after its kind: it names no city',
  regional: 'must name a city: three lower-case letters between its kind and 26 characters',
};

/** The id of a thing, from a UUIDv7 in lower case. Throws a TypeError for another UUID or a wrong place. */
export function makeId<K extends GlobalKind>(kind: K, uuid: string): Id<K>;
export function makeId<K extends RegionalKind>(kind: K, uuid: string, city: CityCode): Id<K>;
export function makeId(kind: IdKind, uuid: string, city?: CityCode): Id {
  if (!isUuidV7(uuid)) throw new TypeError(`${JSON.stringify(uuid)} is not a UUIDv7 in lower case`);
  return asId(fromUUID(uuid, prefixOf(kind, city)));
}

/** `<kind>` or `<kind>_<city>`; a TypeError when the kind and the place do not fit. */
export function prefixOf(kind: IdKind, city?: CityCode): string {
  if (!Object.hasOwn(ID_KINDS, kind)) throw new TypeError(`${JSON.stringify(kind)} is not a kind of id`);
  if (ID_KINDS[kind] === 'global') {
    if (city !== undefined) throw new TypeError(`${kind} ids are global: they name no city`);
    return kind;
  }
  if (city === undefined || !isCityCode(city))
    throw new TypeError(`${kind} ids are regional: they name a city`);
  return `${kind}_${city}`;
}

/** Reads an id that came from outside. Exact: one spelling per id, nothing is trimmed or folded. */
export function parseId<K extends IdKind>(kind: K, text: string): ParsedId<K> {
  const rule = brokenRule(kind, text);
  return rule === undefined ? { ok: true, id: asId(text) } : { ok: false, rule };
}

/** Whether a field of a request holds an id of that kind, and the rule that it has to keep. */
export function idCheck(
  kind: IdKind,
  text: string,
  field = `${kind}_id`,
): { field: string; rule: string; holds: boolean } {
  const rule = brokenRule(kind, text);
  return { field, rule: rule ?? '', holds: rule === undefined };
}

/** As `parseId`, but throws `InvalidId`, which names `field` and the rule. */
export function requireId<K extends IdKind>(kind: K, text: string, field: string): Id<K> {
  const parsed = parseId(kind, text);
  if (!parsed.ok) throw new InvalidId(field, parsed.rule);
  return parsed.id;
}

export function kindOf<K extends IdKind>(id: Id<K>): K {
  // The brand says so: an id begins with its kind.
  return id.slice(0, id.indexOf('_')) as K;
}

export function cityOf(id: Id<RegionalKind>): CityCode {
  // The brand says so: a regional id has its city's code between two underscores.
  return id.slice(id.indexOf('_') + 1, -SUFFIX_LENGTH - 1) as CityCode;
}

/** The UUIDv7 inside, in lower case. */
export function uuidOf(id: Id): string {
  return toUUID(fromString(id));
}

/** When the id was made, in milliseconds since the epoch: the first 48 of its 128 bits. */
export function timeOf(id: Id): number {
  return parseInt(uuidOf(id).replace('-', '').slice(0, 12), 16);
}

function brokenRule(kind: IdKind, text: string): string | undefined {
  const [prefix, ...rest] = text.split('_');
  const suffix = rest.pop() ?? '';
  if (prefix !== kind) return `must be ${article(kind)} id: it begins with ${kind}_`;
  if (!isPlace(kind, rest)) return PLACE_RULES[ID_KINDS[kind]];
  if (!SUFFIX.test(suffix)) return 'must end in 26 characters of lower-case base32, the first of them 0 to 7';
  if (!HOLDS_UUID_V7.test(suffix)) return 'must hold a UUIDv7';
  return undefined;
}

function isPlace(kind: IdKind, parts: readonly string[]): boolean {
  if (ID_KINDS[kind] === 'global') return parts.length === 0;
  const [city] = parts;
  return parts.length === 1 && city !== undefined && isCityCode(city);
}

function article(kind: IdKind): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** The one place where a text becomes an id: its form was checked just before. */
function asId<K extends IdKind>(text: string): Id<K> {
  return text as Id<K>;
}
