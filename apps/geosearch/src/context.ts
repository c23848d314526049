import { type Config } from '@hansom/platform-config';
import { type Clock } from '@hansom/platform-context';

import { type Cities } from './cities.ts';
import { type GeosearchConfig } from './config.ts';

/** What handlers and consumers may use. */
export interface GeosearchContext {
  clock: Clock;
  config: Config<GeosearchConfig>;
  cities: Cities;
}
