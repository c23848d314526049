import { aggregatedDiscovery } from '@hansom/platform-mesh';
import { defineService } from '@hansom/platform-runtime';
import { TrafficServiceDefinition } from '@hansom/proto-traffic';

import { config, settings } from './config.ts';
import { type TrafficContext } from './context.ts';
import { TICK_MS } from './domain/leases.ts';
import { createReplica } from './domain/replica.ts';
import { getRules } from './handlers/get-rules.ts';
import { listChanges } from './handlers/list-changes.ts';
import { listInstances } from './handlers/list-instances.ts';
import { register } from './handlers/register.ts';
import { setRules } from './handlers/set-rules.ts';
import { watch } from './handlers/watch.ts';
import { keeps } from './store/keeps.ts';
import { rulesAggregate } from './store/rules-aggregate.ts';
import { rulesBook } from './store/rules-book.ts';

/** How often a replica reads the rules: with the way to the watchers, a change is in force everywhere within a second. */
const RULES_MS = 250;

/** Discovery and binding: who is alive, and which version gets how many calls. */
export const traffic = defineService({
  name: 'traffic',
  description: 'Tells every service who is alive, and which version gets how many calls.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: TrafficServiceDefinition,
  port: 9000,
  settings,
  config,
  keeps,
  async compose(host) {
    const { leases, state, view, hear } = createReplica(host.monotonic);
    const book = rulesBook(await host.aggregates({ aggregate: rulesAggregate }));
    host.loop('leases', { everyMs: TICK_MS, run: async () => leases.tick() });
    host.loop('rules', { everyMs: RULES_MS, run: async () => hear(await book.read()) });
    const ctx: TrafficContext = { effects: host, leases, book, state };
    return {
      handlers: {
        register: register(ctx),
        watch: watch(ctx),
        listInstances: listInstances(ctx),
        getRules: getRules(ctx),
        setRules: setRules(ctx),
        listChanges: listChanges(ctx),
      },
      also: [
        aggregatedDiscovery({
          source: view,
          onRefused: (refused) => host.log.error('a client refused an answer of discovery', { ...refused }),
        }),
      ],
    };
  },
});
