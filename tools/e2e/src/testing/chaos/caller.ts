import path from 'node:path';

import { type Effects } from '@hansom/platform-context';
import { clientIdentity, clientSecurity } from '@hansom/platform-identity';
import { type Mesh, routing, startMesh } from '@hansom/platform-mesh';
import {
  type Call,
  type ClientInterceptor,
  type ClientOf,
  type ContractDefinition,
  createClient,
  foreignContract,
  grpcClientTransport,
  rootCall,
  staticResolver,
} from '@hansom/platform-rpc';
import { certificateSource, platformSettings } from '@hansom/platform-runtime';
import { SampleHoldServiceDefinition } from '@hansom/proto-sample-hold';

import { type ServiceProcess } from './processes.ts';

export interface CallerOptions {
  readonly effects: Effects;
  /** The folder of the installation. */
  readonly data: string;
  /** `ip:port` of every replica of `traffic`. */
  readonly replicas: readonly string[];
  /** How long a call may take, of the half second that the service's promise gives it: 1, or as many times as long. */
  readonly leniency: number;
}

type Work<D extends ContractDefinition, T> = (client: ClientOf<D>, call: Call) => Promise<T>;

/** This process as a caller in the mesh of an installation. */
export interface Caller {
  readonly mesh: Mesh;
  /** An idempotent call of `sample-hold`, through the mesh, with the platform's own retries. */
  call(headers?: Readonly<Record<string, string>>): Promise<unknown>;
  /** Has an operator call one process. */
  ask<D extends ContractDefinition, T>(to: ServiceProcess, contract: D, work: Work<D, T>): Promise<T>;
  close(): Promise<void>;
}

export async function startCaller({ effects, data, replicas, leniency }: CallerOptions): Promise<Caller> {
  const certificates = certificateSource(platformSettings.parse({ data }), effects);
  const own = await certificates({ service: 'sample-desk' });
  const operator = await certificates({ operator: 'chaos' });
  const credentials = clientSecurity(own);
  const mesh = await startMesh({
    effects,
    node: { id: effects.ids.uuid(), zone: 'local', service: 'sample-desk' },
    replicas,
    credentials: () => credentials,
    folder: path.join(data, 'caller'), // its own: it is to know nothing that it was not told
  });
  const transport = grpcClientTransport({ target: (to) => mesh.target(to), credentials });
  const contract = lenient(leniency);
  let placed = 0;
  return {
    mesh,
    call: (headers = {}) => {
      const interceptors = [clientIdentity(), routing(), withHeaders(headers)];
      const client = createClient(contract, { effects, transport, from: 'sample-desk', interceptors });
      const key = String((placed += 1));
      const request = { commandKey: key, placeId: `place-${key}`, guestId: 'chaos', holdMs: 60_000 };
      return within((call) => client.place(request, call));
    },
    ask: async (to, contract, work) => {
      const resolver = staticResolver({ [to.service]: [to.address] });
      const toOne = grpcClientTransport({ resolver, credentials: clientSecurity(operator) });
      const client = createClient(contract, { effects, transport: toOne, from: 'chaos', to: to.service });
      return within((call) => work(client, call)).finally(() => toOne.close());
    },
    close: async () => {
      transport.close();
      await mesh.close();
      own.close();
      operator.close();
    },
  };

  async function within<T>(work: (call: Call) => Promise<T>): Promise<T> {
    const call = rootCall(effects, { name: 'chaos', deadlineMs: 5_000 });
    return work(call).finally(() => call.end());
  }
}

/** The contract with a promise from which calls get so many times their half second. */
function lenient(times: number): SampleHoldServiceDefinition {
  return foreignContract(SampleHoldServiceDefinition, {
    service: 'sample-hold',
    promise: { meanMs: 10, p95Ms: (times * 500) / 3 },
    access: undefined, // the service reads its own
    criticality: 1,
  });
}

function withHeaders(headers: Readonly<Record<string, string>>): ClientInterceptor {
  return (_, next) => (request, call) => {
    for (const [name, value] of Object.entries(headers)) call.setHeader(name, value);
    return next(request, call);
  };
}
