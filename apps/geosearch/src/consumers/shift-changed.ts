import { type EventHandler } from '@hansom/platform-bus';
import { type Shift } from '@hansom/proto-shift';

import { type GeosearchContext } from '../context.ts';
import { toStanding } from '../handlers/mapping.ts';

/** Any event of a shift: it tells the shift as it stands after it. Of cities that are not held here nothing is kept. */
export function shiftChanged(
  ctx: Pick<GeosearchContext, 'cities' | 'clock'>,
): EventHandler<{ shift?: Shift | undefined }> {
  return ({ payload: { shift } }) => {
    if (shift) ctx.cities.ifHeld(shift.city)?.learn(toStanding(shift), ctx.clock.now());
  };
}
