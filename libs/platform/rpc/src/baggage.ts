/**
 * Facts that travel with a call to everything below it, as the W3C `baggage` header (https://www.w3.org/TR/baggage/).
 * Not for secrets, nor for what access depends on: any hop can change it.
 */
export type Baggage = Readonly<Record<string, string>>;

export const NO_BAGGAGE: Baggage = Object.freeze({});

/** The longest baggage, as a header. */
export const MAX_BAGGAGE_BYTES = 4 * 1024;

const KEY = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const headers = new WeakMap<Baggage, string>();

/** The header that carries the baggage; undefined when there is none. A record is formatted once: it must not change. */
export function formatBaggage(baggage: Baggage): string | undefined {
  if (baggage === NO_BAGGAGE) return undefined;
  const known = headers.get(baggage);
  if (known !== undefined) return known || undefined;
  const header = Object.entries(baggage)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join(',');
  headers.set(baggage, header);
  return header || undefined;
}

/**
 * Reads the header. As the standard asks, properties and entries that make no sense are not shown, but carried on: what is
 * sent to the next hop is the header as it came.
 */
export function parseBaggage(header: string | undefined): Baggage {
  if (!header || header.length > MAX_BAGGAGE_BYTES) return NO_BAGGAGE;
  const entries = header.split(',').map(parseEntry);
  const baggage = Object.freeze(Object.fromEntries(entries.filter((entry) => entry !== undefined)));
  headers.set(baggage, header);
  return baggage;
}

/** A frozen copy, or a TypeError (a key that is no token), a URIError (a value that is not Unicode) or a RangeError (too long). */
export function checkBaggage(baggage: Baggage): Baggage {
  if (baggage === NO_BAGGAGE) return baggage;
  const bad = Object.keys(baggage).find((key) => !KEY.test(key));
  if (bad !== undefined) throw new TypeError(`${JSON.stringify(bad)} cannot be a key of baggage`);
  const copy = Object.freeze({ ...baggage });
  if ((formatBaggage(copy)?.length ?? 0) > MAX_BAGGAGE_BYTES)
    throw new RangeError('the baggage is over 4 KiB');
  return copy;
}

function parseEntry(entry: string): [string, string] | undefined {
  const [pair = ''] = entry.split(';');
  const equals = pair.indexOf('=');
  const key = pair.slice(0, Math.max(0, equals)).trim();
  if (!KEY.test(key)) return undefined;
  try {
    return [key, decodeURIComponent(pair.slice(equals + 1).trim())];
  } catch {
    return undefined; // a broken percent-encoding
  }
}
