import { type Config } from '@hansom/platform-config';
import { type Clock } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type GeosearchServiceDefinition } from '@hansom/proto-geosearch';

import { type Cities } from './cities.ts';
import { type GeosearchConfig } from './config.ts';

/** What handlers and consumers may use. */
export interface GeosearchContext {
  clock: Clock;
  config: Config<GeosearchConfig>;
  cities: Cities;
  /** Whoever holds a city. */
  siblings: Pick<ClientOf<GeosearchServiceDefinition>, 'findNearest'>;
}
