import { realEffects } from '../testing/real-effects.ts';
import { transports } from '../testing/suite/transports.contract.ts';
import { InProcessNetwork } from './network.ts';

describe('the in-process transport', () => {
  transports(() => {
    const network = new InProcessNetwork(realEffects());
    return {
      server: () => network.serverTransport(),
      announce: () => undefined,
      client: () => network.clientTransport(),
    };
  });
});
