import { type Config } from '@hansom/platform-config';
import { type Clock, type Ids } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type Aggregates, type LiveIndex } from '@hansom/platform-schedule';
import { type ClaimTable, type ContendedTable } from '@hansom/platform-store';
import { type CityServiceDefinition } from '@hansom/proto-city';
import { type DriverServiceDefinition } from '@hansom/proto-driver';
import { type PositionTrackerServiceDefinition } from '@hansom/proto-position-tracker';

import { type ShiftConfig } from './config.ts';
import { type commandsTable } from './store/commands.ts';
import { type ShiftFields, type ShiftState } from './store/shift-aggregate.ts';

/** The services that shift asks. */
export interface Callees {
  city: Pick<ClientOf<CityServiceDefinition>, 'findCity'>;
  driver: Pick<ClientOf<DriverServiceDefinition>, 'getDriver'>;
  positions: Pick<ClientOf<PositionTrackerServiceDefinition>, 'getLast'>;
}

/** What the handlers and consumers may use. */
export interface ShiftContext {
  clock: Clock;
  ids: Ids;
  config: Config<ShiftConfig>;
  callees: Callees;
  shifts: Aggregates<ShiftFields, ShiftState>;
  /** The shift that a driver, and a car, is on: one claim each. */
  drivers: ClaimTable;
  vehicles: ClaimTable;
  commands: ContendedTable<typeof commandsTable>;
  /** Shifts of a city that have not ended. */
  live: LiveIndex<ShiftFields, ShiftState>;
}
