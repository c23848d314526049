import { type Millis } from '@hansom/platform-context';
import { type ClientOf, during } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { type PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { isCityCode } from '@hansom/shared-ids';

import { type LiveCity } from './live-city.ts';
import { positionsOf } from './mapping.ts';

export interface PositionsOptions {
  tracker: Pick<ClientOf<PositionTrackerServiceDefinition>, 'listMoved'>;
  call: Host['call'];
}

const ASK_MS: Millis = 2_000;
/** Of one turn; the next one goes on. */
const MOST_PAGES = 5;

/** Tells a city who moved since it was told last. */
export async function readPositions(city: LiveCity, { tracker, call }: PositionsOptions): Promise<void> {
  const { code } = city;
  if (!isCityCode(code)) return;
  await during(call({ deadlineMs: ASK_MS }), async (own) => {
    // One page after the other: each names the next.
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const answer = await tracker.listMoved({ city: code, after: city.cursor }, own);
      for (const { driverId, position } of positionsOf(answer, code)) city.board.moved(driverId, position);
      city.cursor = answer.next;
      if (!answer.more) return;
    }
  });
}
