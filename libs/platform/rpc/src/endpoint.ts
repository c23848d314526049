import { type Millis } from '@hansom/platform-context';

import {
  type ContractDefinition,
  type MessageType,
  type MethodDefinition,
  type RequestOf,
  type ResponseOf,
} from './contract.ts';
import { type AccessRule, type Criticality, readOptions, type ServicePromise } from './options.ts';

/** Whether an RPC may be sent twice: `none`: no; `idempotent`: the effect of two is that of one; `no_side_effects`: it reads. */
export type Idempotency = 'none' | 'idempotent' | 'no_side_effects';

/** An RPC with all that its contract says about it: what clients, servers and interceptors derive their behaviour from. */
export interface Endpoint<Req = unknown, Res = unknown> {
  /** kebab-case, as in `sample-hold`. */
  readonly service: string;
  /** As in the contract: `Place`. */
  readonly method: string;
  /** `/hansom.sample_hold.v1.SampleHoldService/Place` */
  readonly path: string;
  readonly promise: ServicePromise;
  /** Undefined: nobody may call it. */
  readonly access: AccessRule | undefined;
  readonly criticality: Criticality;
  readonly idempotency: Idempotency;
  readonly request: MessageType<Req>;
  readonly response: MessageType<Res>;
}

/** The endpoints of a contract, under the names of its methods. */
export type EndpointsOf<D extends ContractDefinition> = {
  readonly [M in keyof D['methods']]: Endpoint<RequestOf<D['methods'][M]>, ResponseOf<D['methods'][M]>>;
};

/** No call takes longer. */
export const LONGEST_BUDGET: Millis = 5000;
const SHORTEST_BUDGET: Millis = 500;

const tables = new WeakMap<ContractDefinition, Readonly<Record<string, Endpoint>>>();

/**
 * The endpoint table of a contract, read once. Throws a TypeError that lists what the contract fails to say: its
 * promises and its criticality. (An access rule that is missing refuses everyone instead.)
 */
export function endpointsOf<D extends ContractDefinition>(contract: D): EndpointsOf<D> {
  const table = tables.get(contract) ?? read(contract);
  tables.set(contract, table);
  return table as EndpointsOf<D>; // the same keys, with the types that the same methods carry
}

/** The longest time that a call of the endpoint may take: three times what it promises, between 0.5 and 5 seconds. */
export function budgetOf(endpoint: Endpoint): Millis {
  return Math.min(Math.max(SHORTEST_BUDGET, 3 * endpoint.promise.p95Ms), LONGEST_BUDGET);
}

function read(contract: ContractDefinition): Readonly<Record<string, Endpoint>> {
  const problems: string[] = [];
  const endpoints = Object.entries(contract.methods).map(([key, method]) => {
    const endpoint = readEndpoint(contract, method, (problem) => problems.push(`${method.name}: ${problem}`));
    return [key, endpoint] as const;
  });
  if (problems.length > 0) throw new TypeError(`contract ${contract.fullName}:\n  ${problems.join('\n  ')}`);
  return Object.freeze(Object.fromEntries(endpoints));
}

function readEndpoint(
  contract: ContractDefinition,
  method: MethodDefinition,
  report: (problem: string) => void,
): Endpoint {
  if (method.requestStream || method.responseStream) report('streams are not supported');
  return Object.freeze({
    service: serviceOf(contract),
    method: method.name,
    path: `/${contract.fullName}/${method.name}`,
    ...readOptions(method.options._unknownFields ?? {}, report),
    idempotency: idempotencyOf(method),
    request: method.requestType,
    response: method.responseType,
  });
}

/** `sample-hold` of `hansom.sample_hold.v1.SampleHoldService`: the last part of the package before its version. */
function serviceOf(contract: ContractDefinition): string {
  const parts = contract.fullName.split('.').slice(0, -1);
  const named = parts.filter((part) => !/^v\d/.test(part));
  return (named.at(-1) ?? contract.name).replaceAll('_', '-').toLowerCase();
}

function idempotencyOf(method: MethodDefinition): Idempotency {
  if (method.options.idempotencyLevel === 'IDEMPOTENT') return 'idempotent';
  return method.options.idempotencyLevel === 'NO_SIDE_EFFECTS' ? 'no_side_effects' : 'none';
}
