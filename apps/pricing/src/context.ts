import { type Config } from '@hansom/platform-config';
import { type Clock, type Ids, type Monotonic, type Timers } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type CityServiceDefinition } from '@hansom/proto-city';
import { type EtaServiceDefinition } from '@hansom/proto-eta';
import { type PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';

import { type PricingConfig } from './config.ts';
import { type PriceBook } from './domain/price-book.ts';
import { type QuoteSeal } from './quote-seal.ts';

/** What the handlers may use. */
export interface PricingContext {
  clock: Clock;
  monotonic: Monotonic;
  timers: Timers;
  ids: Ids;
  config: Config<PricingConfig>;
  /** The prices as they are configured now. An answer is made from one reading of it. */
  prices(): PriceBook;
  seal: QuoteSeal;
  city: Pick<ClientOf<CityServiceDefinition>, 'findCity' | 'getCity'>;
  eta: Pick<ClientOf<EtaServiceDefinition>, 'matchTrack' | 'route'>;
  tracker: Pick<ClientOf<PositionTrackerServiceDefinition>, 'getTrace'>;
}
