import { type Config } from '@hansom/platform-config';

import { type EtaConfig } from './config.ts';
import { type CityRoads } from './domain/city-roads.ts';

/** What the handlers may use. */
export interface EtaContext {
  config: Config<EtaConfig>;
  /** The roads of a city; undefined where nobody has imported any. */
  roadsOf(city: string): Promise<CityRoads | undefined>;
}
