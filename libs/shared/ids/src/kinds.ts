/**
 * Every kind of thing that has an id, and where it lives. The kind is the id's prefix.
 * `regional` ids carry the code of their city, which names the home region and the shard; `global` ones travel.
 */
export const ID_KINDS = {
  booking: 'regional',
  driver: 'regional',
  offer: 'regional',
  payment: 'regional',
  quote: 'regional',
  shift: 'regional',
  vehicle: 'regional',
  rider: 'global',
  session: 'global',
  // A card that a rider has put on file.
  card: 'global',
  // What a sign-in code answers.
  challenge: 'global',
  // Who works at the taxi company.
  staff: 'global',
  // The sample services.
  guest: 'global',
  hold: 'global',
} as const satisfies Record<string, 'regional' | 'global'>;

export type IdKind = keyof typeof ID_KINDS;
export type RegionalKind = {
  [K in IdKind]: (typeof ID_KINDS)[K] extends 'regional' ? K : never;
}[IdKind];
export type GlobalKind = Exclude<IdKind, RegionalKind>;

/** A city's code: three lower-case letters, such as `got`. */
export type CityCode = string & { readonly __code: 'city' };

const CITY_CODE = /^[a-z]{3}$/;

export function isCityCode(text: string): text is CityCode {
  return CITY_CODE.test(text);
}

/** Whether a field of a request names a city, and the rule that it has to keep. */
export function cityCheck(city: string, field = 'city'): { field: string; rule: string; holds: boolean } {
  return { field, rule: 'must be three lower-case letters', holds: isCityCode(city) };
}

/** The code of a city; throws a TypeError for anything but three lower-case letters. */
export function cityCode(text: string): CityCode {
  if (!isCityCode(text)) throw new TypeError(`${JSON.stringify(text)} is not three lower-case letters`);
  return text;
}
