import os from 'node:os';
import path from 'node:path';

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
} from '@hansom/platform-rpc';
import {
  certificateSource,
  platformSettings,
  RunDirectory,
  SETTINGS_PREFIX,
  wallClock,
} from '@hansom/platform-runtime';

import { UsageError } from './services.ts';

/** Whoever typed the command, before the services of a running installation. */
export interface Operator {
  /** A client of a service that runs. Throws a `UsageError` when none does. */
  client<D extends ContractDefinition>(service: string, contract: D): Promise<ClientOf<D>>;
  /** A call to make with it; ended by `close`. */
  call(deadlineMs: Millis): CallScope;
  close(): void;
}

/**
 * Shows an operator's certificate: that of `HANSOM_TLS_CERT`, or one of the development CA in `data`, which whoever may read that folder
 * may use.
 */
export async function openOperator(data: string): Promise<Operator> {
  const effects = realEffects(wallClock(), silentLogger);
  const settings = readSettings(platformSettings.partial().pick(TLS), process.env, {
    prefix: SETTINGS_PREFIX,
    alsoKnown: Object.keys(process.env),
  });
  const source = certificateSource({ ...platformSettings.parse({ data }), ...settings }, effects);
  const certificates = await source({ operator: nameOf(os.userInfo().username) });
  const resolver = new RunDirectory(path.join(data, 'run'), effects);
  const transport = grpcClientTransport({ resolver, credentials: clientSecurity(certificates) });
  const calls: CallScope[] = [];
  return {
    client: async (service, contract) => {
      const instances = await resolver.list(service);
      if (instances.length === 0)
        throw new UsageError(`${service} does not run here: ./hansom start ${service}`);
      return createClient(contract, { effects, transport, from: 'hansom', to: service });
    },
    call: (deadlineMs) => {
      const call = rootCall(effects, { name: 'hansom', deadlineMs });
      calls.push(call);
      return call;
    },
    close: () => {
      for (const call of calls) call.end();
      transport.close();
      certificates.close();
    },
  };
}

const TLS = { tlsCa: true, tlsCert: true, tlsKey: true, trustDomain: true } as const;

/** A user's name as a SPIFFE id takes it. */
function nameOf(username: string): string {
  return username.toLowerCase().replace(/[^a-z0-9._-]+/g, '-') || 'operator';
}
