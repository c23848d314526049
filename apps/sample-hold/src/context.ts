import type { Config } from '@hansom/platform-config';
import type { Clock, Ids } from '@hansom/platform-context';
import type { Aggregates } from '@hansom/platform-schedule';
import type { ClaimTable, ContendedTable } from '@hansom/platform-store';

import type { HoldConfig } from './config.ts';
import type { commandsTable } from './store/commands.ts';
import type { HoldFields, HoldState } from './store/hold-aggregate.ts';

/** What the handlers may use. */
export interface HoldContext {
  clock: Clock;
  ids: Ids;
  config: Config<HoldConfig>;
  holds: Aggregates<HoldFields, HoldState>;
  /** One claim a place. */
  places: ClaimTable;
  commands: ContendedTable<typeof commandsTable>;
}
