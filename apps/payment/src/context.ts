import { type Config } from '@hansom/platform-config';
import { type Clock, type Ids } from '@hansom/platform-context';
import { type Aggregates, type LiveIndex } from '@hansom/platform-schedule';

import { type PaymentConfig } from './config.ts';
import { type PaymentProvider } from './provider/provider.ts';
import { type CityList } from './store/city-days.ts';
import { type Ledger } from './store/ledger.ts';
import { type Methods } from './store/methods.ts';
import { type PaymentFields, type PaymentState } from './store/payment-aggregate.ts';

/** What handlers, consumers and timers may use. */
export interface PaymentContext {
  clock: Clock;
  ids: Ids;
  config: Config<PaymentConfig>;
  payments: Aggregates<PaymentFields, PaymentState>;
  provider: PaymentProvider;
  methods: Methods;
  ledger: Ledger;
  /** Payments that a rider owes. */
  debts: LiveIndex<PaymentFields, PaymentState>;
  /** The payments of a city, by id. */
  ofCity: CityList;
}
