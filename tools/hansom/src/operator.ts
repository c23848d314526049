import os from 'node:os';

import { readSettings } from '@hansom/platform-config';
import { type Millis, realEffects, silentLogger } from '@hansom/platform-context';
import { clientSecurity } from '@hansom/platform-identity';
import {
  type CallScope,
  type ClientOf,
  type ContractDefinition,
  createClient,
  grpcClientTransport,
  rootCall,
  staticResolver,
} from '@hansom/platform-rpc';
import { certificateSource, platformSettings, SETTINGS_PREFIX, wallClock } from '@hansom/platform-runtime';
import { type Instance, TrafficServiceDefinition } from '@hansom/proto-traffic';

import { again } from './again.ts';
import { UsageError } from './services.ts';

/** Which installation a command is about. */
export interface InstallationOptions {
  /** Its folder. */
  data: string;
  /** `ip:port` of its replicas of `traffic`. */
  traffic: readonly string[];
}

/** Whoever typed the command, before the services of a running installation. */
export interface Operator {
  /** Whether the authority is that of a development installation. */
  readonly isDevelopment: boolean;
  readonly traffic: ClientOf<TrafficServiceDefinition>;
  /** The live instances of a service, or of all. Throws a `UsageError` where nothing runs. */
  instances(service?: string): Promise<Instance[]>;
  /** A client of whoever serves the contract at one of these addresses. */
  client<D extends ContractDefinition>(contract: D, to: Callee): ClientOf<D>;
  /** A call to make with a client; ended by `close`. */
  call(deadlineMs?: Millis): CallScope;
  close(): void;
}

export interface Callee {
  service: string;
  addresses: readonly string[];
}

const DEADLINE: Millis = 5_000;
/** Whoever has started something may ask at once; whoever has not should hear so soon. */
const TRIES = 4;

/**
 * Shows an operator's certificate: that of `HANSOM_TLS_CERT`, or one of the development CA in `data`, which whoever may read that folder
 * may use.
 */
export async function openOperator({ data, traffic }: InstallationOptions): Promise<Operator> {
  const effects = realEffects(wallClock(), silentLogger);
  const alsoKnown = Object.keys(process.env);
  const given = readSettings(platformSettings, process.env, { prefix: SETTINGS_PREFIX, alsoKnown });
  const source = certificateSource({ ...given, data }, effects);
  const certificates = await source({ operator: nameOf(os.userInfo().username) });
  const credentials = clientSecurity(certificates, { trustDomain: given.trustDomain });
  const open: { close(): void }[] = [certificates];
  const client: Operator['client'] = (contract, { service, addresses }) => {
    const transport = grpcClientTransport({
      resolver: staticResolver({ [service]: addresses }),
      credentials,
    });
    open.push(transport);
    return createClient(contract, { effects, transport, from: 'hansom', to: service });
  };
  const call: Operator['call'] = (deadlineMs = DEADLINE) => {
    const scope = rootCall(effects, { name: 'hansom', deadlineMs });
    open.push({ close: () => scope.end() });
    return scope;
  };
  const toTraffic = client(TrafficServiceDefinition, { service: 'traffic', addresses: traffic });
  return {
    isDevelopment: given.tlsCert === undefined,
    traffic: toTraffic,
    instances: async (service = '') => {
      const ask = () => toTraffic.listInstances({ service }, call());
      const { instances } = await again(effects.timers, ask, { tries: TRIES });
      if (instances.length > 0) return instances;
      throw new UsageError(`${service || 'nothing'} does not run here: ./hansom start ${service}`.trim());
    },
    client,
    call,
    close: () => {
      for (const part of open.reverse()) part.close();
    },
  };
}

/** Does what was asked, and closes what that took. */
export async function asOperator(
  options: InstallationOptions,
  work: (operator: Operator) => Promise<void>,
): Promise<void> {
  const operator = await openOperator(options);
  try {
    await work(operator);
  } finally {
    operator.close();
  }
}

/** A user's name as a SPIFFE id takes it. */
function nameOf(username: string): string {
  return username.toLowerCase().replace(/[^a-z0-9._-]+/g, '-') || 'operator';
}
