import { toWireTenancy } from '@hansom/platform-identity';
import { type Offer as WireOffer, OfferState as WireState, PaymentHint } from '@hansom/proto-dispatch';

import { type Offer } from './offer-aggregate.ts';

/** An offer as answers and events show it. */
export function toWire({ id, state, version, fields }: Omit<Offer, 'entered'>): WireOffer {
  return {
    offerId: id,
    state: WireState[state],
    version,
    city: fields.city,
    tenancy: toWireTenancy(fields.tenancy),
    bookingId: fields.booking_id,
    searchEpoch: fields.search_epoch,
    waveIndex: fields.wave,
    slotIndex: fields.slot,
    shiftId: fields.shift_id,
    driverId: fields.driver_id,
    vehicleId: fields.vehicle_id,
    createdAt: new Date(fields.created_at),
    deadlineAt: new Date(fields.deadline_at),
    pickup: { at: { lat: fields.pickup_lat, lng: fields.pickup_lng }, label: fields.pickup_label },
    serviceType: fields.service_type,
    passengers: fields.passengers,
    paymentHint: PaymentHint[fields.payment],
    fareHint: { amountMinor: fields.fare_minor, currency: fields.currency },
    pickupDistanceMetres: fields.pickup_metres,
    pickupDurationMs: fields.pickup_ms,
    reason: fields.reason ?? '',
  };
}
