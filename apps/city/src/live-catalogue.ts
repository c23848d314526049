import { type Config } from '@hansom/platform-config';

import { type CityConfig } from './config.ts';
import { buildCatalogue, type Catalogue } from './domain/catalogue.ts';

/** The catalogue of the configuration in force. It is built when that changes, not when it is asked for. */
export function liveCatalogue(config: Config<CityConfig>): () => Catalogue {
  let catalogue = buildCatalogue(config.current);
  config.onChange(({ city, new: now }) => {
    if (city === undefined) catalogue = buildCatalogue(now);
  });
  return () => catalogue;
}
