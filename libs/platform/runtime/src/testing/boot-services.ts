import { type Millis } from '@hansom/platform-context';
import { type LogLine } from '@hansom/platform-context/testing';
import { isPassing } from '@hansom/platform-errors';
import { type Subject, type User } from '@hansom/platform-identity';
import { type CallScope, type ClientOf, type ContractDefinition } from '@hansom/platform-rpc';
import { type EventEnvelope } from '@hansom/platform-schedule';

import { type Installation } from '../installation/installation.ts';
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
  /** Asks again and again until there is an answer that is not false, and gives it; a service that is late or away is asked again. Rejects after 10 s. */
  eventually<T>(ask: () => Promise<T | false> | T | false): Promise<T>;
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
    eventually: (ask) => eventually(ask, installation),
    events: installation.bus.events,
    log: installation.log.lines,
    close,
  };
}

const PATIENCE: Millis = 10_000;

async function eventually<T>(
  ask: () => Promise<T | false> | T | false,
  { monotonic, timers }: Installation,
): Promise<T> {
  const deadline = monotonic.now() + PATIENCE;
  for (;;) {
    const answer = await answerOf(ask); // one after the other: it waits for a change
    if (!(answer instanceof Failure) && answer !== false) return answer;
    if (monotonic.now() > deadline) {
      const cause = answer instanceof Failure ? answer.error : undefined;
      throw new Error(`did not come true within ${PATIENCE} ms: ${ask}`, { cause });
    }
    await timers.sleep(10);
  }
}

class Failure {
  constructor(readonly error: unknown) {}
}

async function answerOf<T>(ask: () => Promise<T> | T): Promise<T | Failure> {
  try {
    return await ask();
  } catch (error) {
    if (isPassing(error)) return new Failure(error);
    throw error;
  }
}
