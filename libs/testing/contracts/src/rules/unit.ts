import { ScalarType } from '@bufbuild/protobuf';

/** The one unit of each quantity, and the words by which a field's name gives away that it holds one. */
const QUANTITIES = [
  {
    unit: 'ms',
    words: list('age deadline delay duration elapsed eta expiry interval latency lifetime period'),
  },
  { unit: 'ms', words: list('time timeout timestamp ttl wait') },
  { unit: 'metres', words: list('accuracy altitude detour distance height length radius width') },
  { unit: 'metres_per_second', words: list('speed velocity') },
  { unit: 'degrees', words: list('angle bearing heading') },
  {
    unit: 'minor',
    words: list('amount balance charge cost discount fare fee price refund surcharge tip toll'),
  },
];

/** Endings of names that are a moment: `expires_at`, `held_until`. */
const MOMENT = list('at since until');

/** Endings of names that count or number things, whatever they are of: `fare_count`, `price_version`. */
const COUNT = list('attempts count factor index level number percent version');

/** Endings of names that are a unit, but not ours. */
const OTHER_UNITS = list('ns us micros millis s sec secs seconds mins minutes h hours days').concat(
  list('m km metre meters feet miles kmh mph mps cents pence'),
);

const TEXT = 'measures something, as text: make it a number with its unit, a Timestamp or Money';

/** A field by its wire name; `type` is undefined where it holds messages or enums, which carry their own meaning. */
export interface NamedField {
  name: string;
  type: ScalarType | undefined;
}

/**
 * A field that measures something says in what: a duration ends in `_ms`, a length in `_metres`, money in `_minor`. A moment is
 * a Timestamp or ends in `_ms`.
 */
export function checkUnit({ name, type }: NamedField): string[] {
  const words = name.split('_');
  switch (type) {
    case undefined:
    case ScalarType.BOOL:
    case ScalarType.BYTES:
      return [];
    case ScalarType.STRING:
      return unitsOf(words.slice(-1)).length === 0 ? [] : [TEXT];
    default:
      return checkNumber(words);
  }
}

function checkNumber(words: readonly string[]): string[] {
  const last = words[words.length - 1] ?? '';
  if (COUNT.includes(last)) return [];
  if (OTHER_UNITS.includes(last))
    return [`ends in _${last}, which is no unit of ours: they are ${allUnits()}`];
  const units = unitsOf(words);
  const said = units.length === 0 || units.some((unit) => words.join('_').endsWith(`_${unit}`));
  return said
    ? []
    : [`does not say its unit: its name ends in ${units.map((unit) => `_${unit}`).join(' or ')}`];
}

/** The units that a name with these words may end in; none where it names no quantity. */
function unitsOf(words: readonly string[]): string[] {
  const units = QUANTITIES.filter((quantity) => words.some((word) => isOneOf(quantity.words, word)));
  const moment = MOMENT.includes(words[words.length - 1] ?? '');
  return [...new Set([...(moment ? ['ms'] : []), ...units.map(({ unit }) => unit)])];
}

/** Also in the plural. */
function isOneOf(singulars: readonly string[], word: string): boolean {
  return singulars.some((singular) => word === singular || word === `${singular}s`);
}

function allUnits(): string {
  return [...new Set(QUANTITIES.map(({ unit }) => `_${unit}`))].join(', ');
}

function list(words: string): string[] {
  return words.split(' ');
}
