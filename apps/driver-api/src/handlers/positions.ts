import { type RouteHandler } from '@hansom/platform-http';
import { type User } from '@hansom/platform-identity';
import { Tenancy } from '@hansom/proto-common';
import { type DriverAck, FixRefusal } from '@hansom/proto-position-tracker';
import { HansomError } from '@hansom/platform-errors';

import { type DriverApiContext } from '../context.ts';
import { REASONS, type sendPositions as route } from '../routes/positions.ts';

/** Positions of many drivers go on together: this waits for the batch that they are in. */
export function sendPositions({
  positions,
}: Pick<DriverApiContext, 'positions'>): RouteHandler<typeof route> {
  return async ({ body, user }) => {
    const fixes = body.fixes.map(({ seq, at, ...fix }) => ({
      ...fix,
      seq: BigInt(seq),
      at: new Date(at),
      speedMetresPerSecond: fix.speedMetresPerSecond ?? -1,
      bearingDegrees: fix.bearingDegrees ?? -1,
    }));
    const tenancy = user.tenancy === 'robot' ? Tenancy.ROBOT : Tenancy.LIVE;
    const ack = await positions.send(cityOf(user), { driverId: user.id, tenancy, fixes });
    return { status: 202, body: toAck(ack) };
  };
}

function cityOf({ city }: User): string {
  if (city !== undefined) return city;
  const description = 'only for drivers of a city';
  throw new HansomError('permission_denied', 'driver-api.no_city', { description });
}

function toAck({ ackSeq, acceptedCount, refused, nextIntervalMs }: DriverAck) {
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
