import { AddressBook } from '../testing/address-book.ts';
import { testSecurity, type TestSecurity } from '../testing/certificates.ts';
import { answers } from '../testing/suite/answers.contract.ts';
import { streamEnds } from '../testing/suite/stream-ends.contract.ts';
import { streams } from '../testing/suite/streams.contract.ts';
import { type TransportUnderTest, World } from '../testing/suite/world.ts';
import { grpcClientTransport } from './client-transport.ts';
import { grpcServerTransport } from './server-transport.ts';

describe('the gRPC transport with mutual TLS', () => {
  let world: World;
  let security: TestSecurity;

  beforeAll(async () => {
    security = await testSecurity(['echo', 'talk', 'leaf', 'spec', 'desk', 'sample-desk', 'sample-hold']);
  });

  beforeEach(() => {
    world = new World(grpc());
  });

  afterEach(() => world.close());

  answers(() => world);
  streams(() => world);
  streamEnds(() => world);

  function grpc(): TransportUnderTest {
    const resolver = new AddressBook();
    return {
      server: (service) =>
        grpcServerTransport({
          credentials: security.server(service),
          identify: ({ subject }) => ({ service: subject.CN }),
        }),
      announce: (service, address) => resolver.set(service, [...resolver.get(service), address]),
      client: (from) => grpcClientTransport({ resolver, credentials: () => security.client(from) }),
    };
  }
});
