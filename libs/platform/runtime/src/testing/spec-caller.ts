import { type Effects, idsFrom, type Millis } from '@hansom/platform-context';
import {
  actAs,
  baggageOf,
  clientIdentity,
  clientSecurity,
  type Subject,
  type User,
} from '@hansom/platform-identity';
import {
  type CallScope,
  type ClientOf,
  type ClientTransport,
  type ContractDefinition,
  createClient,
  grpcClientTransport,
  rootCall,
} from '@hansom/platform-rpc';

import { type SpecInstallation } from './spec-installation.ts';

const DEADLINE: Millis = 20_000;

/** Clients of contracts; `to`: of one service, where several serve it. */
type Clients = <D extends ContractDefinition>(contract: D, to?: string) => ClientOf<D>;

/** Calls the services of a spec from outside, with whatever certificate and for whatever user the spec likes. */
export class SpecCaller {
  private readonly effects: Effects;
  private readonly transports: ClientTransport[] = [];
  private readonly calls: CallScope[] = [];

  constructor(private readonly installation: SpecInstallation) {
    const { clock, random } = installation;
    this.effects = { ...installation, ids: idsFrom(clock, random) };
  }

  /** Clients that show the certificate of `subject`. */
  async clientsOf(subject: Subject): Promise<Clients> {
    const { effects, installation } = this;
    const credentials = clientSecurity(await installation.certificates(subject));
    const transport = grpcClientTransport({ resolver: installation.network, credentials });
    this.transports.push(transport);
    const from = Object.values(subject)[0] ?? '';
    const options = { effects, transport, from, interceptors: [clientIdentity()] };
    return (contract, to) => createClient(contract, to === undefined ? options : { ...options, to });
  }

  call(deadlineMs = DEADLINE): CallScope {
    return this.begin(rootCall(this.effects, { name: 'spec', deadlineMs }));
  }

  /** A call that is made for a user, whose token goes along. */
  async callOf(user: User): Promise<CallScope> {
    const baggage = baggageOf(user);
    const call = rootCall(this.effects, { name: 'spec', deadlineMs: DEADLINE, baggage });
    actAs(call, user, await this.installation.auth.tokenFor(user));
    return this.begin(call);
  }

  close(): void {
    for (const call of this.calls) call.end();
    for (const transport of this.transports) transport.close();
  }

  private begin(call: CallScope): CallScope {
    this.calls.push(call);
    return call;
  }
}
