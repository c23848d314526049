import { AddressBook } from '../testing/address-book.ts';
import { answers } from '../testing/suite/answers.contract.ts';
import { streams } from '../testing/suite/streams.contract.ts';
import { type TransportUnderTest, World } from '../testing/suite/world.ts';
import { grpcClientTransport } from './client-transport.ts';
import { grpcServerTransport } from './server-transport.ts';

describe('the gRPC transport', () => {
  let world: World;

  beforeEach(() => {
    world = new World(grpc());
  });

  afterEach(() => world.close());

  answers(() => world);
  streams(() => world);
});

function grpc(): TransportUnderTest {
  const resolver = new AddressBook();
  return {
    server: () => grpcServerTransport(),
    announce: (service, address) => resolver.set(service, [...resolver.get(service), address]),
    client: () => grpcClientTransport({ resolver }),
  };
}
