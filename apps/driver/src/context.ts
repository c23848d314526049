import { type Config } from '@hansom/platform-config';
import { type Clock, type Ids } from '@hansom/platform-context';
import { type Aggregates } from '@hansom/platform-schedule';
import { type ClaimTable, type Terms } from '@hansom/platform-store';

import { type DriverConfig } from './config.ts';
import { type Roll } from './store/roll.ts';
import { type AccountFields, type AccountState } from './store/account-aggregate.ts';
import { type VehicleFields, type VehicleState } from './store/vehicle-aggregate.ts';

/** What the handlers may use. */
export interface DriverContext {
  clock: Clock;
  ids: Ids;
  config: Config<DriverConfig>;
  accounts: Aggregates<AccountFields, AccountState>;
  vehicles: Aggregates<VehicleFields, VehicleState>;
  /** One claim a plate of a city. */
  plates: ClaimTable;
  /** The drivers of each city. */
  roll: Roll;
  /** The drivers of each city by name, phone and plate. */
  terms: Terms;
}
