import { type Call, parallel } from '@hansom/platform-rpc';
import { type MatchTrackRequest } from '@hansom/proto-eta';

import { type PricingContext } from '../context.ts';
import { type Stretch } from '../domain/taximeter.ts';
import { type Leg } from '../domain/trip-legs.ts';

/** A whole trip, as the meter takes it. */
export interface DrivenTrip {
  stretches: Stretch[];
  metres: number;
  /** Whether a gap was bridged by road. */
  bridged: boolean;
}

/** About a quarter of an hour: so long a track takes eta some 30 ms. */
const LEGS_A_CALL = 500;
/** Each is a search through the city: a trace that is full of gaps is not to hold eta up. */
const GAPS_A_CALL = 20;
/** eta works one after the other, and the last of them has to be answered in its time as well. */
const CALLS_AT_A_TIME = 4;

/** Puts a trip on the streets of a city, its gaps too. */
export async function measureTrip(
  { eta }: Pick<PricingContext, 'eta'>,
  legs: readonly Leg[],
  { city, call }: { city: string; call: Call },
): Promise<DrivenTrip> {
  const tracks = chunksOf(legs).map((chunk) => trackOf(chunk, city));
  const tasks = tracks.map((track, i) => [String(i), (part: Call) => eta.matchTrack(track, part)] as const);
  const matched = await parallel(Object.fromEntries(tasks), { call, limit: CALLS_AT_A_TIME });
  const metres = tracks.flatMap((_, i) => matched[String(i)]?.stepMetres ?? []);
  return {
    stretches: legs.map(({ ms }, i) => ({ millimetres: Math.round((metres[i] ?? 0) * 1_000), ms })),
    metres: Math.round(metres.reduce((sum, one) => sum + one, 0)),
    bridged: legs.some((leg) => leg.metres === undefined),
  };
}

function chunksOf(legs: readonly Leg[]): Leg[][] {
  const chunks: Leg[][] = [];
  let gaps = 0;
  for (const leg of legs) {
    const isGap = leg.metres === undefined;
    const chunk = chunks.at(-1);
    if (chunk && chunk.length < LEGS_A_CALL && !(isGap && gaps === GAPS_A_CALL)) {
      chunk.push(leg);
      gaps += isGap ? 1 : 0;
    } else {
      chunks.push([leg]);
      gaps = isGap ? 1 : 0;
    }
  }
  return chunks;
}

function trackOf(legs: readonly Leg[], city: string): MatchTrackRequest {
  const steps = legs.map(({ to, ms, metres }) => ({ to, durationMs: ms, seenMetres: metres }));
  return { city, from: legs[0]?.from, steps };
}
