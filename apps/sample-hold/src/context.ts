import { type Config } from '@hansom/platform-config';
import { type Clock, type Ids } from '@hansom/platform-context';
import { type Aggregates } from '@hansom/platform-schedule';
import { type ClaimTable, type ContendedTable } from '@hansom/platform-store';

import { type SampleHoldConfig } from './config.ts';
import { type commandsTable } from './store/commands.ts';
import { type HoldFields, type HoldState } from './store/hold-aggregate.ts';

/** What the handlers may use. */
export interface SampleHoldContext {
  clock: Clock;
  ids: Ids;
  config: Config<SampleHoldConfig>;
  holds: Aggregates<HoldFields, HoldState>;
  /** One claim a place. */
  places: ClaimTable;
  commands: ContendedTable<typeof commandsTable>;
}
