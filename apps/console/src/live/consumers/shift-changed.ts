import { type EventHandler } from '@hansom/platform-bus';
import { type Shift } from '@hansom/proto-shift';

import { type LiveCities } from '../live-cities.ts';
import { toShiftFact } from '../mapping.ts';

/** Any event of a shift: it tells the shift as it stands after it. */
export function shiftChanged(cities: LiveCities): EventHandler<{ shift?: Shift | undefined }> {
  return ({ payload: { shift } }) => {
    if (shift) cities.at(shift.city).heardShift(toShiftFact(shift));
  };
}
