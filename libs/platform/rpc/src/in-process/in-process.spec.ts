import { realEffects } from '../testing/real-effects.ts';
import { answers } from '../testing/suite/answers.contract.ts';
import { streamEnds } from '../testing/suite/stream-ends.contract.ts';
import { streams } from '../testing/suite/streams.contract.ts';
import { type TransportUnderTest, World } from '../testing/suite/world.ts';
import { InProcessNetwork } from './network.ts';

describe('the in-process transport', () => {
  let world: World;

  beforeEach(() => {
    world = new World(inProcess());
  });

  afterEach(() => world.close());

  answers(() => world);
  streams(() => world);
  streamEnds(() => world);
});

function inProcess(): TransportUnderTest {
  const network = new InProcessNetwork(realEffects());
  return {
    server: () => network.serverTransport(),
    announce: () => undefined,
    client: () => network.clientTransport(),
  };
}
