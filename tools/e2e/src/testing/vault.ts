import { z } from '@hansom/platform-config';
import { foreignContract } from '@hansom/platform-rpc';
import { defineService } from '@hansom/platform-runtime';
import { SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

/** RPCs of sample-hold that ask for everything at once: a service, and a user with a role in the city that `hold_id` names. */
export const vaultContract = foreignContract(SampleHoldServiceDefinition, {
  service: 'vault',
  promise: { meanMs: 1, p95Ms: 100 },
  access: { kind: 'only', services: ['sample-hold'], roles: ['ADMIN.VAULT'], cityField: 'holdId' },
  criticality: 2,
});

/** A service that the samples lack: one that is particular about who calls. */
export const vault = defineService({
  name: 'vault',
  description: 'Answers with nothing.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: vaultContract,
  settings: z.object({}),
  config: z.object({}),
  compose: () => ({
    handlers: {
      place: () => ({ outcome: undefined }),
      confirm: () => ({ hold: undefined }),
      release: () => ({ hold: undefined }),
      get: () => ({ hold: undefined }),
    },
  }),
});
