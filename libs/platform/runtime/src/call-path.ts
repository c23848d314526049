import {
  clientIdentity,
  clientSecurity,
  CONNECTION_AGE,
  remoteKeys,
  serverIdentity,
  serverSecurity,
  type TokenKeys,
  tokenVerifier,
  type TokenVerifier,
} from '@hansom/platform-identity';
import {
  type ClientOf,
  type ClientOptions,
  type ContractDefinition,
  createClient,
  type GrpcServerOptions,
  rootCall,
  type ServerInterceptor,
} from '@hansom/platform-rpc';
import { AuthServiceDefinition } from '@hansom/proto-auth';

import { type Installation } from './installation/installation.ts';
import { type Membership } from './installation/network.ts';
import { type Instruments } from './instruments.ts';
import { type Starting } from './start-service.ts';

/** What is around every call that a service serves or makes. */
export interface CallPath {
  /** How a server is reached: by mutual TLS. */
  readonly server: Pick<GrpcServerOptions, 'credentials' | 'identify' | 'channelOptions'>;
  readonly serverInterceptors: readonly ServerInterceptor[];
  /** `to`: the service to call, where several serve the contract. */
  client<D extends ContractDefinition>(contract: D, to?: string): ClientOf<D>;
  readonly register: Membership['register'];
  /** Verifies users' tokens. */
  readonly tokens: TokenVerifier;
}

/** The call path of one service: certificates, tokens and clients are its own, and end with its life-cycle. */
export async function createCallPath(
  installation: Installation,
  { identity, effects, lifeCycle }: Starting,
  { telemetry, limits, refusals }: Instruments,
): Promise<CallPath> {
  const { network, trustDomain, tokenKeys } = installation;
  const certificates = await installation.certificates({ service: identity.name });
  lifeCycle.add('certificates', () => certificates.close());
  const credentials = clientSecurity(certificates, { trustDomain });
  const { transport, interceptors, register } = await network.join(identity.name, credentials);
  lifeCycle.add('clients', () => transport.close());
  const client = {
    effects,
    transport,
    from: identity.name,
    interceptors: [telemetry.clientInterceptor, refusals.interceptor, clientIdentity(), ...interceptors],
    attemptInterceptors: [telemetry.attemptInterceptor],
    hedge: true,
  };
  const tokens = tokenVerifier({ keys: tokenKeys ?? keysOfAuth(client), effects });
  return {
    server: { ...serverSecurity(certificates, { trustDomain }), channelOptions: CONNECTION_AGE },
    // What is refused is counted; what cannot be borne is refused before it costs anything.
    serverInterceptors: [
      telemetry.serverInterceptor,
      limits.interceptor,
      serverIdentity({ verifier: tokens, effects }),
    ],
    client: (contract, to) => createClient(contract, to === undefined ? client : { ...client, to }),
    register,
    tokens,
  };
}

const ASK_MS = 1_000;

/** The keys by which auth signs, as it tells them: whoever verifies asks for them when it first needs one. */
function keysOfAuth(client: ClientOptions): TokenKeys {
  const { effects, from } = client;
  const auth = createClient(AuthServiceDefinition, client);
  const fetch = async (): Promise<unknown> => {
    const call = rootCall(effects, { name: from, deadlineMs: ASK_MS });
    try {
      const { jwks } = await auth.getKeys({}, call);
      return JSON.parse(jwks);
    } finally {
      call.end();
    }
  };
  return remoteKeys({ fetch, effects });
}
