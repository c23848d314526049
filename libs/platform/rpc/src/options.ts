import { BinaryReader } from '@bufbuild/protobuf/wire';
import { type Millis } from '@hansom/platform-context';
import { Access, ShardKey as WireShardKey, Sla } from '@hansom/proto-options';

import { type MethodDefinition } from './contract.ts';

/** How fast an RPC promises to be, measured at its server in a healthy system. */
export interface ServicePromise {
  readonly meanMs: Millis;
  readonly p95Ms: Millis;
}

/**
 * Who may call an RPC: anybody, or whom the rule names. Where `services` and `roles` are both given both are needed; where
 * neither is, nobody is let in. `cityField`: the key of the request whose value narrows the roles to one city.
 */
export type AccessRule =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'only';
      readonly services: readonly string[];
      readonly roles: readonly string[];
      readonly cityField: string | undefined;
    };

/** What an overloaded server keeps: 0 (accept, cancel, payment, safety) is shed last, 5 (analytics) first. */
export type Criticality = 0 | 1 | 2 | 3 | 4 | 5;

/** `cityField`: the key of the request whose string is a city's code, or an id with a city's code in it. */
export interface ShardKey {
  readonly cityField: string;
}

export interface DeclaredOptions {
  readonly promise: ServicePromise;
  readonly access: AccessRule | undefined;
  readonly criticality: Criticality;
  readonly shard: ShardKey | undefined;
}

/** Field numbers of proto/hansom/options/v1/options.proto, with their wire types. */
const TAG = {
  sla: (50001 << 3) | 2,
  access: (50002 << 3) | 2,
  criticality: 50003 << 3,
  shard: (50004 << 3) | 2,
};

type UnknownFields = Readonly<Record<number, readonly Uint8Array[]>>;

/** Reads `hansom.options.v1` off a method. What is wrong is reported; what comes back then is not to be used. */
export function readOptions(method: MethodDefinition, report: (problem: string) => void): DeclaredOptions {
  const fields = method.options._unknownFields ?? {};
  return {
    promise: readPromise(fields, report),
    access: readAccess(fields),
    criticality: readCriticality(fields, report),
    shard: readShard(fields),
  };
}

function readPromise(fields: UnknownFields, report: (problem: string) => void): ServicePromise {
  const sla = Sla.decode(embedded(fields, TAG.sla) ?? new Uint8Array());
  if (sla.meanMs < 1) report('the promise (hansom.options.v1.sla) is missing or has no mean_ms');
  if (sla.p95Ms < sla.meanMs) report('the promised p95_ms is less than its mean_ms');
  return Object.freeze({ meanMs: sla.meanMs, p95Ms: sla.p95Ms });
}

function readAccess(fields: UnknownFields): AccessRule | undefined {
  const bytes = embedded(fields, TAG.access);
  const rule = bytes && Access.decode(bytes).rule;
  if (!rule) return undefined;
  if (rule.$case === 'open') return { kind: 'open' };
  const { services, roles, cityField } = rule.value;
  return Object.freeze({
    kind: 'only',
    services,
    roles,
    cityField: cityField ? keyOf(cityField) : undefined,
  });
}

function readShard(fields: UnknownFields): ShardKey | undefined {
  const bytes = embedded(fields, TAG.shard);
  return bytes && Object.freeze({ cityField: keyOf(WireShardKey.decode(bytes).cityField) });
}

/** The key under which ts-proto keeps a field: `pickup_city` is `pickupCity`. */
function keyOf(field: string): string {
  return field.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function readCriticality(fields: UnknownFields, report: (problem: string) => void): Criticality {
  const bytes = fields[TAG.criticality]?.at(-1);
  const level = (bytes ? new BinaryReader(bytes).uint32() : 0) - 1; // the enum starts at 1: 0 says nothing
  if (isCriticality(level)) return level;
  report('the criticality (hansom.options.v1.criticality) is missing or unknown');
  return 5;
}

function isCriticality(level: number): level is Criticality {
  return level >= 0 && level <= 5;
}

/** ts-proto keeps an unknown message with its length before it. */
function embedded(fields: UnknownFields, tag: number): Uint8Array | undefined {
  const bytes = fields[tag]?.at(-1);
  return bytes && new BinaryReader(bytes).bytes();
}
