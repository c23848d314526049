import { type Millis } from '@hansom/platform-context';

import { type ContractDefinition, type MessageType, type MethodDefinition } from './contract.ts';
import {
  type AccessRule,
  type Criticality,
  type DeclaredOptions,
  readOptions,
  type ServicePromise,
  type ShardKey,
} from './options.ts';

/** Whether an RPC may be sent twice: `none`: no; `idempotent`: the effect of two is that of one; `no_side_effects`: it reads. */
export type Idempotency = 'none' | 'idempotent' | 'no_side_effects';

/** Which sides of an RPC are streams. */
export type EndpointKind = 'unary' | 'server_stream' | 'bidi_stream';

/** An RPC with all that its contract says about it: what clients, servers and interceptors derive their behaviour from. */
export interface Endpoint<Req = unknown, Res = unknown> {
  /** kebab-case, as in `sample-hold`. */
  readonly service: string;
  /** As in the contract: `Place`. */
  readonly method: string;
  /** `/hansom.sample_hold.v1.SampleHoldService/Place` */
  readonly path: string;
  readonly kind: EndpointKind;
  /** Of a stream: of its opening. */
  readonly promise: ServicePromise;
  /** Undefined: nobody may call it. */
  readonly access: AccessRule | undefined;
  readonly criticality: Criticality;
  readonly idempotency: Idempotency;
  /** Undefined: any instance can serve it. */
  readonly shard: ShardKey | undefined;
  readonly request: MessageType<Req>;
  readonly response: MessageType<Res>;
}

/** The endpoints of a contract, under the names of its methods. */
export type EndpointsOf<D extends ContractDefinition> = {
  readonly [M in keyof D['methods']]: Endpoint<
    MessageIn<D['methods'][M]['requestType']>,
    MessageIn<D['methods'][M]['responseType']>
  >;
};
type MessageIn<T> = T extends MessageType<infer M> ? M : never;

/** What others' contracts cannot say in our options: the same for all their RPCs. */
export interface ForeignTerms {
  /** The service that serves it, in kebab-case. */
  service: string;
  promise: ServicePromise;
  /** Undefined: nobody may call it. */
  access: AccessRule | undefined;
  criticality: Criticality;
}

/** No unary call takes longer. */
export const LONGEST_BUDGET: Millis = 5000;
const SHORTEST_BUDGET: Millis = 500;

type Table = Readonly<Record<string, Endpoint>>;
type Declared = DeclaredOptions & { service: string };
type Report = (problem: string) => void;

const tables = new WeakMap<ContractDefinition, Table>();

/**
 * The endpoint table of a contract, read once. Throws a TypeError that lists what the contract fails to say: its
 * promises and its criticality. (An access rule that is missing refuses everyone instead.)
 */
export function endpointsOf<D extends ContractDefinition>(contract: D): EndpointsOf<D> {
  const service = serviceOf(contract);
  const table =
    tables.get(contract) ?? read(contract, (method, report) => ({ service, ...readOptions(method, report) }));
  tables.set(contract, table);
  return table as EndpointsOf<D>; // the same keys, with the types that the same methods carry
}

/**
 * A contract that is not ours (gRPC's health and reflection, Envoy's discovery), for `serve` and `createClient`: a copy that
 * promises what `terms` say.
 */
export function foreignContract<D extends ContractDefinition>(contract: D, terms: ForeignTerms): D {
  const copy = { ...contract };
  tables.set(
    copy,
    read(copy, () => ({ ...terms, shard: undefined })),
  );
  return copy;
}

/** The longest time that a unary call of the endpoint may take: three times what it promises, between 0.5 and 5 seconds. */
export function budgetOf(endpoint: Endpoint): Millis {
  return Math.min(Math.max(SHORTEST_BUDGET, 3 * endpoint.promise.p95Ms), LONGEST_BUDGET);
}

function read(
  contract: ContractDefinition,
  declared: (method: MethodDefinition, report: Report) => Declared,
): Table {
  const problems: string[] = [];
  const endpoints = Object.entries(contract.methods).map(([key, method]) => {
    const report: Report = (problem) => problems.push(`${method.name}: ${problem}`);
    const endpoint: Endpoint = Object.freeze({
      ...declared(method, report),
      method: method.name,
      path: `/${contract.fullName}/${method.name}`,
      kind: kindOf(method, report),
      idempotency: idempotencyOf(method),
      request: method.requestType,
      response: method.responseType,
    });
    return [key, endpoint] as const;
  });
  if (problems.length > 0) throw new TypeError(`contract ${contract.fullName}:\n  ${problems.join('\n  ')}`);
  return Object.freeze(Object.fromEntries(endpoints));
}

/** `sample-hold` of `hansom.sample_hold.v1.SampleHoldService`: the last part of the package before its version. */
function serviceOf(contract: ContractDefinition): string {
  const parts = contract.fullName.split('.').slice(0, -1);
  const named = parts.filter((part) => !/^v\d/.test(part));
  return (named.at(-1) ?? contract.name).replaceAll('_', '-').toLowerCase();
}

function kindOf({ requestStream, responseStream }: MethodDefinition, report: Report): EndpointKind {
  if (requestStream && !responseStream) report('a stream of requests with one answer is not supported');
  if (!responseStream) return 'unary';
  return requestStream ? 'bidi_stream' : 'server_stream';
}

function idempotencyOf(method: MethodDefinition): Idempotency {
  if (method.options.idempotencyLevel === 'IDEMPOTENT') return 'idempotent';
  return method.options.idempotencyLevel === 'NO_SIDE_EFFECTS' ? 'no_side_effects' : 'none';
}
