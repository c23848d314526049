import { z } from '@hansom/platform-config';
import { HansomError } from '@hansom/platform-errors';
import { defineService } from '@hansom/platform-runtime';
import {
  FixRefusal,
  type IngestRequest,
  type IngestResponse,
  PositionTrackerServiceDefinition,
} from '@hansom/proto-position-tracker';

import { settings } from '../src/config.ts';

/** A service in position-tracker's place: it keeps what it gets, and finds everything on earth good. */
export function aPositionTracker() {
  const got: IngestRequest[] = [];
  const state = { away: false };
  const ingest = (request: IngestRequest): IngestResponse => {
    if (state.away) throw new HansomError('unavailable', 'spec.away', { description: 'it is away' });
    got.push(request);
    return { drivers: request.drivers.map(acknowledged) };
  };
  const definition = defineService({
    name: 'position-tracker',
    description: 'Stands in for position-tracker.',
    owner: { team: 'Specs', contact: 'specs@hansom.example' },
    contract: PositionTrackerServiceDefinition,
    settings, // one environment for both
    config: z.object({}),
    compose: () => ({ handlers: { ingest, getLast: refuse, getTrace: refuse, listMoved: refuse } }),
  });
  return { got, state, definition };
}

function acknowledged({
  driverId,
  fixes,
}: IngestRequest['drivers'][number]): IngestResponse['drivers'][number] {
  const good = fixes.filter(({ position }) => position && Math.abs(position.lat) <= 90);
  const invalid = { reason: FixRefusal.INVALID, fixCount: fixes.length - good.length };
  return {
    driverId,
    ackSeq: fixes.at(-1)?.seq ?? 0n,
    acceptedCount: good.length,
    refused: invalid.fixCount > 0 ? [invalid] : [],
    nextIntervalMs: 5_000,
  };
}

function refuse(): never {
  throw new HansomError('unimplemented', 'spec.not_in_this_spec', { description: 'specs do not ask this' });
}
