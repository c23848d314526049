import { AddressBook } from '../testing/address-book.ts';
import { testSecurity, type TestSecurity } from '../testing/certificates.ts';
import { SERVICES, transports } from '../testing/suite/transports.contract.ts';
import { grpcClientTransport } from './client-transport.ts';
import { grpcServerTransport } from './server-transport.ts';

describe('the gRPC transport with mutual TLS', () => {
  let security: TestSecurity;

  beforeAll(async () => {
    security = await testSecurity(SERVICES);
  });

  transports(() => {
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
  });
});
