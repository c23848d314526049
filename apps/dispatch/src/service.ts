import { idempotent, ordered } from '@hansom/platform-bus';
import { defineService } from '@hansom/platform-runtime';
import { type Aggregates, whereItBelongs } from '@hansom/platform-schedule';
import { bookingEvents, BookingServiceDefinition } from '@hansom/proto-booking';
import { CityServiceDefinition } from '@hansom/proto-city';
import { DispatchServiceDefinition, offerEvents } from '@hansom/proto-dispatch';
import { EtaServiceDefinition } from '@hansom/proto-eta';
import { GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { ClaimEnd, ShiftServiceDefinition } from '@hansom/proto-shift';

import { config, settings } from './config.ts';
import { jobGone } from './consumers/job-gone.ts';
import { offerOver } from './consumers/offer-over.ts';
import { type DispatchContext } from './context.ts';
import { accept } from './handlers/accept.ts';
import { decline } from './handlers/decline.ts';
import { getOffer } from './handlers/get-offer.ts';
import { listOfBooking } from './handlers/list-of-booking.ts';
import { listOpen } from './handlers/list-open.ts';
import { markSeen } from './handlers/mark-seen.ts';
import { matching } from './matching/matching.ts';
import { driverOffersIn, driverOffersTable } from './store/driver-offers.ts';
import { keeps } from './store/keeps.ts';
import { leasesIn, leasesTable } from './store/leases.ts';
import { offerAggregate, type OfferFields, type OfferState } from './store/offer-aggregate.ts';
import { slotsIn, slotsTable } from './store/slots.ts';
import { timersOf } from './timers.ts';

/** How often it is looked whether a city's next batch is due: real time. */
const LOOK_EVERY_MS = 250;

/** Matches jobs with drivers, and makes them offers. */
export const dispatch = defineService({
  name: 'dispatch',
  description: 'Matches jobs with drivers, and makes them offers.',
  owner: { team: 'Trade', contact: 'trade@hansom.example' },
  contract: DispatchServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const { clock, ids, log } = host;
    const callees = {
      booking: host.client(BookingServiceDefinition),
      shift: host.client(ShiftServiceDefinition),
      geosearch: host.client(GeosearchServiceDefinition),
      eta: host.client(EtaServiceDefinition),
      city: host.client(CityServiceDefinition),
    };
    const offers: Aggregates<OfferFields, OfferState> = await host.aggregates({
      aggregate: offerAggregate,
      contextOf: whereItBelongs,
      timers: timersOf(callees, (options) => host.call(options)),
    });
    const ctx: DispatchContext = {
      ...{ clock, ids, log, config: host.config, ...callees, offers },
      slots: slotsIn(await host.contendedTable(slotsTable), clock),
      driverOffers: driverOffersIn(await host.table(driverOffersTable)),
    };
    const leases = leasesIn(await host.contendedTable(leasesTable), { clock, ids, holder: ids.uuid() });
    const round = matching(ctx, { leases, begin: (options) => host.call(options) });
    host.loop('matching', { everyMs: LOOK_EVERY_MS, run: round });
    return {
      handlers: {
        accept: accept(ctx),
        decline: decline(ctx),
        markSeen: markSeen(ctx),
        getOffer: getOffer(ctx),
        listOpen: listOpen(ctx),
        listOfBooking: listOfBooking(ctx),
      },
      consumers: [
        ordered(bookingEvents, {
          'booking.assigned': jobGone(ctx, { reason: 'dispatch.offer_taken', searchEpoch: present }),
          'booking.cancelled': jobGone(ctx, { reason: 'booking.cancelled', searchEpoch: present }),
          'booking.expired': jobGone(ctx, { reason: 'dispatch.offer_expired', searchEpoch: present }),
          'booking.reallocating': jobGone(ctx, { reason: 'dispatch.offer_taken', searchEpoch: former }),
        }),
        idempotent(offerEvents, {
          'offer.declined': offerOver(ctx, ClaimEnd.DECLINED),
          'offer.expired': offerOver(ctx, ClaimEnd.EXPIRED),
          'offer.withdrawn': offerOver(ctx, ClaimEnd.WITHDRAWN),
          'offer.undelivered': offerOver(ctx, ClaimEnd.WITHDRAWN),
        }),
      ],
    };
  },
});

function present({ searchEpoch }: { searchEpoch: number }): number {
  return searchEpoch;
}

/** The event tells of the new search already. */
function former({ searchEpoch }: { searchEpoch: number }): number {
  return searchEpoch - 1;
}
