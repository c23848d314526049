import { type Call, parallel } from '@hansom/platform-rpc';
import { greatCircleMetres } from '@hansom/shared-geo';

import { type PricingContext } from '../context.ts';
import { type Stretch } from '../domain/taximeter.ts';
import { type GapLeg, type Leg } from '../domain/trip-legs.ts';

/** A whole trip, as the meter takes it. */
export interface DrivenTrip {
  stretches: Stretch[];
  metres: number;
  /** Whether a gap was bridged by road. */
  bridged: boolean;
}

/** Who moved less than this in a gap stood. */
const LEAST_BRIDGED_METRES = 50;
/** A way by road that no car drives in that time was not driven. */
const FASTEST_METRES_PER_SECOND = 40;

/** Puts the way by road into each gap of a trip. */
export async function bridgeGaps(
  { eta }: Pick<PricingContext, 'eta'>,
  legs: readonly Leg[],
  { city, call }: { city: string; call: Call },
): Promise<DrivenTrip> {
  const wanted = legs.flatMap((leg, i) =>
    leg.kind === 'gap' && isWide(leg) ? [[String(i), leg] as const] : [],
  );
  const tasks = wanted.map(
    ([name, leg]) => [name, (part: Call) => roadMetres(eta, { city, leg }, part)] as const,
  );
  const bridges = await parallel(Object.fromEntries(tasks), { call });
  const metres = legs.map((leg, i) => bridges[String(i)] ?? shownMetres(leg));
  return {
    stretches: legs.map(({ ms }, i) => ({ millimetres: Math.round((metres[i] ?? 0) * 1_000), ms })),
    metres: Math.round(metres.reduce((sum, one) => sum + one, 0)),
    bridged: wanted.length > 0,
  };
}

/** The way by road where there is one that can have been driven, else as the crow flies. */
async function roadMetres(
  eta: PricingContext['eta'],
  { city, leg: { from, to, ms } }: { city: string; leg: GapLeg },
  call: Call,
): Promise<number> {
  const straight = greatCircleMetres(from, to);
  const { outcome } = await eta.route({ city, from, to, withLine: false }, call);
  if (outcome?.$case !== 'way') return straight;
  const { distanceMetres } = outcome.value;
  const possible = (FASTEST_METRES_PER_SECOND * ms) / 1_000;
  return distanceMetres > possible ? straight : Math.max(straight, distanceMetres);
}

function isWide({ from, to }: GapLeg): boolean {
  return greatCircleMetres(from, to) >= LEAST_BRIDGED_METRES;
}

function shownMetres(leg: Leg): number {
  return leg.kind === 'driven' ? leg.metres : greatCircleMetres(leg.from, leg.to);
}
