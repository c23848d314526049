import { defineService } from '@hansom/platform-runtime';
import { SampleDeskServiceDefinition } from '@hansom/proto-sample-desk';
import { SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

import { config, settings } from './config.ts';
import { type SampleDeskContext } from './context.ts';
import { checkIn } from './handlers/check-in.ts';
import { look } from './handlers/look.ts';

/** Finds a guest a free place, and looks after the guest's holds. */
export const sampleDesk = defineService({
  name: 'sample-desk',
  description: "Finds a guest a free place, and looks after the guest's holds.",
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: SampleDeskServiceDefinition,
  settings,
  config,
  compose(host) {
    const ctx: SampleDeskContext = { config: host.config, holds: host.client(SampleHoldServiceDefinition) };
    return { handlers: { checkIn: checkIn(ctx), look: look(ctx) } };
  },
});
