import { type Config } from '@hansom/platform-config';
import { type Clock, type Ids, type Logger } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type Aggregates } from '@hansom/platform-schedule';
import { type BookingServiceDefinition } from '@hansom/proto-booking';
import { type CityServiceDefinition } from '@hansom/proto-city';
import { type EtaServiceDefinition } from '@hansom/proto-eta';
import { type GeosearchServiceDefinition } from '@hansom/proto-geosearch';
import { type ShiftServiceDefinition } from '@hansom/proto-shift';

import { type DispatchConfig } from './config.ts';
import { type DriverOffers } from './store/driver-offers.ts';
import { type OfferFields, type OfferState } from './store/offer-aggregate.ts';
import { type Slots } from './store/slots.ts';

/** The services that dispatch asks. */
export interface Callees {
  booking: Pick<ClientOf<BookingServiceDefinition>, 'decideOffer' | 'get' | 'listSearching'>;
  shift: Pick<ClientOf<ShiftServiceDefinition>, 'accept' | 'claim' | 'endClaim' | 'listLive'>;
  geosearch: Pick<ClientOf<GeosearchServiceDefinition>, 'findNearest'>;
  eta: Pick<ClientOf<EtaServiceDefinition>, 'manyToOne'>;
  city: Pick<ClientOf<CityServiceDefinition>, 'listCities'>;
}

/** What handlers, consumers, timers and the matching may use. */
export interface DispatchContext extends Callees {
  clock: Clock;
  ids: Ids;
  log: Logger;
  config: Config<DispatchConfig>;
  offers: Aggregates<OfferFields, OfferState>;
  /** The places of each job's waves. */
  slots: Slots;
  driverOffers: DriverOffers;
}
