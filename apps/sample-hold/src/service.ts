import { defineService } from '@hansom/platform-runtime';
import { SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

import { config, settings } from './config.ts';
import { type SampleHoldContext } from './context.ts';
import { expire } from './domain/hold-decisions.ts';
import { confirm } from './handlers/confirm.ts';
import { get } from './handlers/get.ts';
import { place } from './handlers/place.ts';
import { release } from './handlers/release.ts';
import { commandsTable } from './store/commands.ts';
import { holdAggregate, placesTable } from './store/hold-aggregate.ts';
import { keeps } from './store/keeps.ts';

/** Holds a place for a guest until it is confirmed, released or runs out. */
export const sampleHold = defineService({
  name: 'sample-hold',
  description: 'Holds a place for a guest until it is confirmed, released or runs out.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: SampleHoldServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const ctx: SampleHoldContext = {
      clock: host.clock,
      ids: host.ids,
      config: host.config,
      holds: await host.aggregates({ aggregate: holdAggregate, timers: { expire } }),
      places: await host.contendedTable(placesTable),
      commands: await host.contendedTable(commandsTable),
    };
    return { handlers: { place: place(ctx), confirm: confirm(ctx), release: release(ctx), get: get(ctx) } };
  },
});
