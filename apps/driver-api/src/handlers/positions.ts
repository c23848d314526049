import { HansomError } from '@hansom/platform-errors';
import { type RouteHandler } from '@hansom/platform-http';
import { toWireTenancy, type User } from '@hansom/platform-identity';
import { type DriverAck, type DriverFixes, FixRefusal } from '@hansom/proto-position-tracker';

import { type DriverApiContext } from '../context.ts';
import { type Ack, type Fix, REASONS, type sendPositions as route } from '../routes/positions.ts';

type Used = Pick<DriverApiContext, 'positions'>;

export function sendPositions(ctx: Used): RouteHandler<typeof route> {
  return async ({ body, user }) => ({ status: 202, body: await takeFixes(ctx, user, body.fixes) });
}

/** Positions of many drivers go on together: this waits for the batch that they are in. */
export async function takeFixes({ positions }: Used, user: User, fixes: readonly Fix[]): Promise<Ack> {
  const tenancy = toWireTenancy(user.tenancy);
  const own: DriverFixes = { driverId: user.id, tenancy, fixes: fixes.map(toWireFix) };
  return toAck(await positions.send(cityOf(user), own));
}

function cityOf({ city }: User): string {
  if (city !== undefined) return city;
  const description = 'only for drivers of a city';
  throw new HansomError('permission_denied', 'driver-api.no_city', { description });
}

function toWireFix({ seq, at, position, ...fix }: Fix): DriverFixes['fixes'][number] {
  return {
    seq: BigInt(seq),
    at: new Date(at),
    position,
    accuracyMetres: toFloat(fix.accuracyMetres),
    speedMetresPerSecond: toFloat(fix.speedMetresPerSecond ?? -1),
    bearingDegrees: toFloat(fix.bearingDegrees ?? -1),
  };
}

/** Single precision ends at 3.4e38: what is beyond could not be sent, nor could the fixes of others with it. */
function toFloat(value: number): number {
  return Math.max(-1, Math.min(value, 1e6));
}

function toAck({ ackSeq, acceptedCount, refused, nextIntervalMs }: DriverAck): Ack {
  return {
    ackSeq: Number(ackSeq),
    accepted: acceptedCount,
    refused: refused.map(({ reason, fixCount }) => ({ reason: nameOf(reason), count: fixCount })),
    nextIntervalMs,
  };
}

function nameOf(reason: FixRefusal): (typeof REASONS)[number] {
  return REASONS.find((name) => FixRefusal[name] === reason) ?? 'INVALID';
}
