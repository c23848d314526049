import { toWireTenancy } from '@hansom/platform-identity';
import { type Shift as WireShift, ShiftState as WireState } from '@hansom/proto-shift';

import { type Shift } from './shift-aggregate.ts';

/** A shift as answers and events show it. */
export function toWire({ id, version, state, fields }: Omit<Shift, 'entered'>): WireShift {
  return {
    shiftId: id,
    driverId: fields.driver_id,
    vehicleId: fields.vehicle_id,
    city: fields.city,
    state: WireState[state],
    version,
    tenancy: toWireTenancy(fields.tenancy),
    serviceTypes: [...fields.service_types],
    token: fields.token ?? '',
    bookingId: fields.booking_id ?? '',
    startedAt: new Date(fields.started_at),
    stateSince: new Date(fields.state_since),
    ignoredOffers: fields.ignored_offers,
    jobsDone: fields.jobs_done,
  };
}
