import { contractDefinitions, storeContract } from '@hansom/platform-store/testing';
import { describeWithCassandra } from '@hansom/testing-stores';

import { keepsOf, openWith, optionsFor } from './specs-store.ts';

describeWithCassandra('Cassandra', (cassandra) => {
  storeContract('the Cassandra store', async () => {
    const options = optionsFor(cassandra());
    return {
      store: await openWith(options, keepsOf(contractDefinitions)),
      pass: (by) => options.effects.timers.sleep(by),
    };
  });
});
