import { type Effects } from '@hansom/platform-context';
import { eventually, recordingLogger } from '@hansom/platform-context/testing';
import { HansomError } from '@hansom/platform-errors';

import { type CallScope, rootCall } from '../../call.ts';
import { type ClientOptions, createClient } from '../../client.ts';
import { type ClientOf, type ContractDefinition, type HandlersOf } from '../../contract.ts';
import { type ServerInterceptor } from '../../interceptors.ts';
import { type Failure } from '../../served-call.ts';
import { createServer, type RpcServer, serve } from '../../server.ts';

import { type EchoContract, echoContract, type TalkContract, talkContract } from '../echo-contract.ts';
import { realEffects } from '../real-effects.ts';
import { type ClientTransport, type ServerTransport } from '../../transport.ts';

/** What a transport must bring to be tested. */
export interface TransportUnderTest {
  /** A transport for one server; `announce` makes what `start` returned known to clients. */
  server(service: string): ServerTransport;
  announce(service: string, address: string): void;
  client(from: string): ClientTransport;
}

export interface StartOptions {
  service?: string;
  interceptors?: readonly ServerInterceptor[];
}

/** So often in a row, a tenth of a second in all. */
const STILL = 10;

type EchoHandlers = Partial<HandlersOf<EchoContract>>;

/** Services that call each other over a transport, in real time. Everything that was started is closed at the end. */
export class World {
  readonly log = recordingLogger();
  readonly effects: Effects = { ...realEffects(), log: this.log };
  readonly failures: Failure[] = [];
  private readonly closers: (() => unknown)[] = [];

  constructor(private readonly transport: TransportUnderTest) {}

  async start<D extends ContractDefinition>(
    contract: D,
    handlers: HandlersOf<D>,
    options: StartOptions = {},
  ): Promise<RpcServer> {
    const { service = 'echo', interceptors } = options;
    const transport = this.transport.server(service);
    const onFailure = (failure: Failure): number => this.failures.push(failure);
    const contracts = [serve(contract, handlers)];
    const server = createServer({
      service,
      effects: this.effects,
      contracts,
      transport,
      interceptors,
      onFailure,
    });
    const { address } = await server.start();
    this.transport.announce(service, address);
    this.closers.push(() => server.close({ graceMs: 100 }));
    return server;
  }

  /** Starts the echo service; RPCs that are not given answer with their request. */
  startEcho(
    handlers: EchoHandlers,
    options: StartOptions & { contract?: EchoContract } = {},
  ): Promise<RpcServer> {
    const echo: HandlersOf<EchoContract> = {
      read: (text) => text,
      repeat: (text) => text,
      write: (text) => text,
    };
    return this.start(options.contract ?? echoContract(), { ...echo, ...handlers }, options);
  }

  /** Starts the service of streams; by default it watches nothing and repeats what it hears. */
  startTalk(handlers: Partial<HandlersOf<TalkContract>>, options: StartOptions = {}): Promise<RpcServer> {
    const talk: HandlersOf<TalkContract> = {
      watch: async function* () {},
      chat: (requests) => requests,
    };
    return this.start(talkContract(), { ...talk, ...handlers }, { service: 'talk', ...options });
  }

  client<D extends ContractDefinition>(contract: D, options: Partial<ClientOptions> = {}): ClientOf<D> {
    return this.clientOf(contract, options).client;
  }

  /** A client with its transport, to be closed before the end. */
  clientOf<D extends ContractDefinition>(
    contract: D,
    options: Partial<ClientOptions> = {},
  ): { client: ClientOf<D>; transport: ClientTransport } {
    const { from = 'spec' } = options;
    const transport = this.transport.client(from);
    this.closers.push(() => transport.close());
    return {
      client: createClient(contract, { effects: this.effects, transport, from, ...options }),
      transport,
    };
  }

  /** Begins work from outside. */
  root(deadlineMs = 4000): CallScope {
    const call = rootCall(this.effects, { name: 'spec', deadlineMs });
    this.closers.push(() => call.end());
    return call;
  }

  /** Waits until what is counted has stood still for a while. */
  async quiet(count: () => number): Promise<void> {
    let last = NaN;
    let still = 0;
    await eventually(() => {
      still = count() === last ? still + 1 : 0;
      last = count();
      return still >= STILL;
    });
  }

  async close(): Promise<void> {
    // Clients before the servers that they hold connections to.
    for (const close of this.closers.reverse()) await close();
  }
}

/** The error that a call rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<HansomError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof HansomError) return error;
  throw new Error('it did not reject with a HansomError', { cause: error });
}
