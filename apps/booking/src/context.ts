import { type Config } from '@hansom/platform-config';
import { type Clock } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type Aggregates, type LiveIndex } from '@hansom/platform-schedule';
import { type ClaimTable } from '@hansom/platform-store';
import { type CityServiceDefinition } from '@hansom/proto-city';
import { type CustomerServiceDefinition } from '@hansom/proto-customer';
import { type PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { type PricingServiceDefinition } from '@hansom/proto-pricing';

import { type BookingConfig } from './config.ts';
import { type BookingFields, type BookingState } from './store/booking-aggregate.ts';
import { type Jobs } from './store/jobs.ts';

/** The services that booking asks. */
export interface Callees {
  city: Pick<ClientOf<CityServiceDefinition>, 'findCity'>;
  customer: Pick<ClientOf<CustomerServiceDefinition>, 'getProfile'>;
  pricing: Pick<ClientOf<PricingServiceDefinition>, 'redeem' | 'finalise'>;
  positions: Pick<ClientOf<PositionTrackerServiceDefinition>, 'getLast'>;
}

/** What the handlers, consumers and timers may use. */
export interface BookingContext extends Callees {
  clock: Clock;
  config: Config<BookingConfig>;
  bookings: Aggregates<BookingFields, BookingState>;
  /** The live job of a rider: one claim a rider. */
  riders: ClaimTable;
  jobs: Jobs;
  /** Jobs of a city that look for a driver. */
  searching: LiveIndex<BookingFields, BookingState>;
  /** Jobs of a city that have not ended. */
  live: LiveIndex<BookingFields, BookingState>;
}
