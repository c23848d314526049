import { z } from '@hansom/platform-config';
import { type Shift as WireShift, ShiftState } from '@hansom/proto-shift';

import { Moment } from './moment.ts';

const STATES = [
  ...(['FREE', 'OFFERED', 'ACCEPTING', 'EN_ROUTE', 'ARRIVED', 'ON_TRIP'] as const),
  ...(['PAYING', 'BREAK', 'BUSY_STREET', 'ENDED'] as const),
] as const;

/** What the driver is doing. */
export const Shift = z
  .object({
    id: z.string(),
    state: z.enum(STATES),
    version: z.int(),
    serviceTypes: z.array(z.string()),
    offerId: z.string().optional().describe('The offer under which the driver is busy.'),
    bookingId: z.string().optional(),
    startedAt: Moment,
    stateSince: Moment,
    ignoredOffers: z.int().describe('Offers in a row that were let pass: three end in a break.'),
    jobsDone: z.int(),
  })
  .meta({ id: 'Shift' });

export function toShift(shift: WireShift | undefined): z.output<typeof Shift> {
  if (!shift?.startedAt || !shift.stateSince) throw new TypeError('shift answered without a shift');
  const { shiftId: id, version, serviceTypes, token, bookingId, ignoredOffers, jobsDone } = shift;
  return {
    ...{ id, version, serviceTypes, ignoredOffers, jobsDone },
    state: STATES.find((state) => ShiftState[state] === shift.state) ?? 'ENDED',
    offerId: token || undefined,
    bookingId: bookingId || undefined,
    startedAt: shift.startedAt.toISOString(),
    stateSince: shift.stateSince.toISOString(),
  };
}
