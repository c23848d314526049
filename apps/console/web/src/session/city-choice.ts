import { type SeenCity } from '@hansom/client-console';

const KEY = 'hansom.city';

/** The city of the address `/city/got`, if it is one; else undefined. */
export function cityOfPath(path: string): string | undefined {
  return /^\/city\/([a-z]{3})(?:\/|$)/.exec(path)?.[1];
}

/** The city that one is in: that of the address, else the last one, else the first. Undefined: one may see none. */
export function chooseCity(
  cities: readonly SeenCity[],
  path: string,
  storage: Pick<Storage, 'getItem'>,
): SeenCity | undefined {
  const codes = [cityOfPath(path), storage.getItem(KEY)];
  return codes.map((code) => cities.find((city) => city.code === code)).find(Boolean) ?? cities[0];
}

export function rememberCity(code: string, storage: Pick<Storage, 'setItem'>): void {
  storage.setItem(KEY, code);
}
