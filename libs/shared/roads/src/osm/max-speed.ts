const KMH_PER_MPH = 1.609_344;
const KMH_PER_KNOT = 1.852;

/** Faster than any taxi, slower than anything that stands: what a typing error may make of a limit is kept within these. */
const SLOWEST_KMH = 5;
const FASTEST_KMH = 130;

/** Limits that stand for a place, as in `SE:urban`; what the country's law says of them differs little. */
const PLACES = new Map([
  ['walk', 7],
  ['living_street', 10],
  ['urban', 50],
  ['rural', 80],
  ['trunk', 90],
  ['motorway', 110],
  ['none', FASTEST_KMH],
]);

/**
 * Reads a `maxspeed` in km/h: `50`, `30 mph`, `walk`, `SE:urban`, `DE:zone:30`; of several (`50;30`) the lowest. Undefined where it says
 * nothing about speed (`signals`, `variable`).
 */
export function maxSpeedKmh(tag: string | undefined): number | undefined {
  const limits = (tag ?? '').split(/[;|]/).map(oneLimit);
  const lowest = Math.min(...limits.flatMap((limit) => limit ?? []));
  return lowest === Infinity ? undefined : Math.min(Math.max(lowest, SLOWEST_KMH), FASTEST_KMH);
}

function oneLimit(text: string): number | undefined {
  const [, value = '', unit = ''] =
    /^(?:[A-Z]{2}:)?(?:zone:?)?(\d+(?:\.\d+)?|[a-z_]+) ?(km\/h|mph|knots)?$/.exec(text.trim()) ?? [];
  const number = Number(value || NaN);
  if (Number.isNaN(number)) return PLACES.get(value);
  if (unit === 'mph') return number * KMH_PER_MPH;
  return unit === 'knots' ? number * KMH_PER_KNOT : number;
}
