import { instant } from '@hansom/platform-context';
import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import {
  type DriverPosition,
  type IngestPositionsRequest,
  type IngestPositionsResponse,
} from '@hansom/proto-geosearch';
import { idCheck, requireId, writeWords } from '@hansom/shared-ids';

import { type GeosearchContext } from '../context.ts';
import { type Position } from '../domain/driver.ts';
import { toPoint } from './mapping.ts';
import { batchChecks, taking } from './taking.ts';

export function ingestPositions(
  ctx: GeosearchContext,
): Handler<IngestPositionsRequest, IngestPositionsResponse> {
  const words = new Uint32Array(4);
  return (request) => {
    check(request);
    const take = taking(ctx, request.city);
    let takenCount = 0;
    for (const position of request.positions) {
      writeWords(requireId('driver', position.driverId, 'driver_id'), words);
      if (take(words, toPosition(position))) takenCount += 1;
    }
    return { takenCount };
  };
}

function check({ city, positions }: IngestPositionsRequest): void {
  checkFields('geosearch', [
    ...batchChecks(city, { field: 'positions', count: positions.length }),
    ...positions.map(({ driverId }, i) => idCheck('driver', driverId, `positions[${i}].driver_id`)),
  ]);
}

/** One that lacks its place or time is nowhere, and not taken. */
function toPosition({ position, bearingDegrees, fixedAt }: DriverPosition): Position {
  return { ...toPoint(position), bearingDegrees, fixedAt: instant(fixedAt?.getTime() ?? Infinity) };
}
