import { type Config } from '@hansom/platform-config';

import { type PricingConfig } from './config.ts';
import { buildPriceBook, type PriceBook } from './domain/price-book.ts';

/** The prices of the configuration in force. They are built when that changes, not when they are asked for. */
export function livePriceBook(config: Config<PricingConfig>): () => PriceBook {
  let book = buildPriceBook(config.current);
  config.onChange(({ city, new: now }) => {
    if (city === undefined) book = buildPriceBook(now);
  });
  return () => book;
}
