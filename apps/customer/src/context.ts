import { type Config } from '@hansom/platform-config';
import { type Terms } from '@hansom/platform-store';

import { type CustomerConfig } from './config.ts';
import { type Places } from './store/places.ts';
import { type Profiles } from './store/profiles.ts';

/** What the handlers may use. */
export interface CustomerContext {
  config: Config<CustomerConfig>;
  profiles: Profiles;
  places: Places;
  /** Riders by name and phone. */
  terms: Terms;
}
