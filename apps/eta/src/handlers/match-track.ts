import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type MatchTrackRequest, type MatchTrackResponse, type TrackStep } from '@hansom/proto-eta';
import { cityCheck } from '@hansom/shared-ids';

import { type EtaContext } from '../context.ts';
import { checkPoint, requireRoads, toPoint } from './mapping.ts';

const MOST_STEPS = 1_000;
/** Each is a search through the city, and all else waits meanwhile. */
const MOST_UNSEEN = 20;

export function matchTrack(ctx: EtaContext): Handler<MatchTrackRequest, MatchTrackResponse> {
  return async (request) => {
    check(request);
    const roads = await requireRoads(ctx, request.city);
    const track = { from: toPoint(request.from), steps: request.steps.map(stepOf) };
    return { stepMetres: roads.metresOf(track, ctx.config.current) };
  };
}

function check({ city, from, steps }: MatchTrackRequest): void {
  const unseen = steps.filter(({ seenMetres }) => seenMetres === undefined).length;
  const rule = `must have 1 to ${MOST_STEPS} steps, of at most ${MOST_UNSEEN} of which nothing was seen`;
  checkFields('eta', [
    cityCheck(city),
    checkPoint('from', from),
    {
      field: 'steps',
      rule,
      holds: steps.length >= 1 && steps.length <= MOST_STEPS && unseen <= MOST_UNSEEN,
    },
    ...steps.flatMap(({ to, seenMetres = 0 }, i) => [
      checkPoint(`steps[${i}].to`, to),
      {
        field: `steps[${i}].seen_metres`,
        rule: 'must be 0 or more',
        holds: seenMetres >= 0 && seenMetres < Infinity,
      },
    ]),
  ]);
}

function stepOf({ to, durationMs, seenMetres }: TrackStep) {
  return { to: toPoint(to), millis: durationMs, metres: seenMetres };
}
