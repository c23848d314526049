import { defineService } from '@hansom/platform-runtime';
import { CityServiceDefinition } from '@hansom/proto-city';
import { EtaServiceDefinition } from '@hansom/proto-eta';
import { PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';
import { PricingServiceDefinition } from '@hansom/proto-pricing';

import { config, settings } from './config.ts';
import { type PricingContext } from './context.ts';
import { estimate } from './handlers/estimate.ts';
import { finalise } from './handlers/finalise.ts';
import { quote } from './handlers/quote.ts';
import { redeem } from './handlers/redeem.ts';
import { livePriceBook } from './live-price-book.ts';
import { quoteSeal } from './quote-seal.ts';
import { keeps } from './store/keeps.ts';
import { quoteKeys, quoteKeysTable } from './store/quote-keys.ts';

/** Says what a ride costs: tariffs, quotes and the taximeter. */
export const pricing = defineService({
  name: 'pricing',
  description: 'Says what a ride costs: tariffs, quotes and the taximeter.',
  owner: { team: 'Trade', contact: 'trade@hansom.example' },
  contract: PricingServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const { clock, random } = host;
    const keys = quoteKeys({ table: await host.contendedTable(quoteKeysTable), clock, random });
    const ctx: PricingContext = {
      clock,
      monotonic: host.monotonic,
      timers: host.timers,
      ids: host.ids,
      config: host.config,
      prices: livePriceBook(host.config),
      seal: quoteSeal(keys, clock),
      city: host.client(CityServiceDefinition),
      eta: host.client(EtaServiceDefinition),
      tracker: host.client(PositionTrackerServiceDefinition),
    };
    return {
      handlers: {
        quote: quote(ctx),
        redeem: redeem(ctx),
        finalise: finalise(ctx),
        estimate: estimate(ctx),
      },
    };
  },
});
