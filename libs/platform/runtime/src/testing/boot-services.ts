import { type Millis } from '@hansom/platform-context';
import { type Ask, eventually, type LogLine } from '@hansom/platform-context/testing';
import { isPassing } from '@hansom/platform-errors';
import { type Subject, type User } from '@hansom/platform-identity';
import { type CallScope, type ClientOf, type ContractDefinition } from '@hansom/platform-rpc';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { type ServiceDefinition } from '../service.ts';
import { type RunningService, startService } from '../start-service.ts';
import { SpecCaller } from './spec-caller.ts';
import { specInstallation, type SpecInstallationOptions } from './spec-installation.ts';

/**
 * Services that run for a spec: real gRPC over mutual TLS on free ports, a store and a bus in memory, no files but the configuration that
 * the spec gives.
 */
export interface BootedServices {
  readonly services: readonly RunningService[];
  /** A client of one of them. It shows an operator's certificate, which may call everything. */
  client<D extends ContractDefinition>(contract: D): ClientOf<D>;
  /** The same of one service, of a contract that several serve. */
  clientTo<D extends ContractDefinition>(service: string, contract: D): ClientOf<D>;
  /** A client that shows the certificate of `subject`. */
  clientAs<D extends ContractDefinition>(subject: Subject, contract: D): Promise<ClientOf<D>>;
  /** A call to make with a client. Default: 20 s. */
  call(deadlineMs?: Millis): CallScope;
  /** A call for a user, whose token goes along. */
  callOf(user: User): Promise<CallScope>;
  /** What a user shows at a gateway. */
  tokenFor(user: User): Promise<string>;
  /** As `eventually` of the context; a service that is late or away is asked again. */
  eventually<T>(ask: Ask<T>): Promise<T>;
  /** What was published so far. */
  readonly events: readonly EventEnvelope[];
  /** What was logged so far. */
  readonly log: readonly LogLine[];
  close(): Promise<void>;
}

/** Starts services as an installation of their own; what fails on the way is closed and thrown. */
export async function bootServices(
  definitions: readonly ServiceDefinition[],
  options: SpecInstallationOptions = {},
): Promise<BootedServices> {
  const installation = await specInstallation(options);
  const caller = new SpecCaller(installation);
  const services: RunningService[] = [];
  const close = async (): Promise<void> => {
    caller.close();
    await Promise.all(services.map((service) => service.close()));
    await installation.close();
  };
  try {
    // One after the other, as in an installation: a service may call those before it while it starts.
    for (const definition of definitions) services.push(await startService(definition, installation));
  } catch (error) {
    await close();
    throw error;
  }
  const operator = await caller.clientsOf({ operator: 'spec' });
  return {
    services,
    client: (contract) => operator(contract),
    clientTo: (service, contract) => operator(contract, service),
    clientAs: async (subject, contract) => (await caller.clientsOf(subject))(contract),
    call: (deadlineMs) => caller.call(deadlineMs),
    callOf: (user) => caller.callOf(user),
    tokenFor: (user) => installation.auth.tokenFor(user),
    eventually: (ask) => eventually(ask, { passing: isPassing }),
    events: installation.bus.events,
    log: installation.log.lines,
    close,
  };
}
