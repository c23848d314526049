import {
  clientIdentity,
  clientSecurity,
  serverIdentity,
  serverSecurity,
  tokenVerifier,
} from '@hansom/platform-identity';
import { limiter, measureLoopLag } from '@hansom/platform-limits';
import {
  type ClientOf,
  type ContractDefinition,
  createClient,
  grpcClientTransport,
  type GrpcServerOptions,
  type ServerInterceptor,
} from '@hansom/platform-rpc';

import { type Installation } from './installation/installation.ts';
import { type Starting } from './start-service.ts';

/** What is around every call that a service serves or makes. */
export interface CallPath {
  /** How a server is reached: by mutual TLS. */
  readonly server: Pick<GrpcServerOptions, 'credentials' | 'identify'>;
  readonly serverInterceptors: readonly ServerInterceptor[];
  client<D extends ContractDefinition>(contract: D): ClientOf<D>;
}

/** The call path of one service: certificates, tokens and clients are its own, and end with its life-cycle. */
export async function createCallPath(installation: Installation, starting: Starting): Promise<CallPath> {
  const { identity, effects, lifeCycle } = starting;
  const { resolver, trustDomain, tokenKeys } = installation;
  const certificates = await installation.certificates({ service: identity.name });
  lifeCycle.add('certificates', () => certificates.close());
  const transport = grpcClientTransport({
    resolver,
    credentials: clientSecurity(certificates, { trustDomain }),
  });
  lifeCycle.add('clients', () => transport.close());
  const { lag, close } = measureLoopLag(effects);
  lifeCycle.add('loop lag', close);
  const limits = limiter({ service: identity.name, effects, loopLag: lag });
  const verifier = tokenVerifier({ keys: tokenKeys, effects });
  const interceptors = [clientIdentity()];
  return {
    server: serverSecurity(certificates, { trustDomain }),
    serverInterceptors: [limits.interceptor, serverIdentity({ verifier, effects })],
    client: (contract) => createClient(contract, { effects, transport, from: identity.name, interceptors }),
  };
}
