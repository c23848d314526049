import { resolve } from 'node:path';

import { type DescMethod } from '@bufbuild/protobuf';
import { type ContractDefinition } from '@hansom/platform-rpc';
import { access, type Access } from '@hansom/proto-options';
import { compileContracts } from '@hansom/testing-contracts';

/** What a .proto says of who may call an RPC; undefined: nothing. */
export type Rule = Access['rule'];

/** An RPC twice: its rule as the .proto has it, and the contract that its server is made from. */
export interface WalkedRpc {
  /** `hansom.sample_hold.v1.SampleHoldService.Place` */
  readonly name: string;
  readonly rule: Rule;
  /** The request's key for the city that the rule asks for. */
  readonly cityKey: string | undefined;
  contract(): Promise<ContractDefinition>;
  /** Under which the contract has the RPC. */
  readonly key: string;
}

/** Every RPC of every contract of ours under `proto`. */
export function walkedRpcs(): readonly WalkedRpc[] {
  const { files } = compileContracts(resolve(__dirname, '../../../..'));
  return [...files]
    .filter(({ proto }) => proto.package.startsWith('hansom.'))
    .flatMap(({ services }) => services.flatMap(({ methods }) => methods))
    .map(walked);
}

function walked(method: DescMethod): WalkedRpc {
  const { parent, name, localName, input } = method;
  const rule = ruleOf(method);
  const cityField = rule?.$case === 'only' ? rule.value.cityField : '';
  return {
    name: `${parent.typeName}.${name}`,
    rule,
    cityKey: input.fields.find((field) => field.name === cityField)?.localName,
    contract: () => generated(parent.typeName),
    key: localName,
  };
}

function ruleOf({ proto }: DescMethod): Rule {
  const declared = proto.options?.$unknown?.filter(({ no }) => no === access.number) ?? [];
  return access.decode?.(
    access.tag,
    declared.map(({ data }) => data),
  ).rule;
}

/** `hansom.sample_hold.v1.SampleHoldService` is in `@hansom/proto-sample-hold`. */
async function generated(fullName: string): Promise<ContractDefinition> {
  const library = `@hansom/proto-${(fullName.split('.')[1] ?? '').replaceAll('_', '-')}`;
  const exported: Readonly<Record<string, unknown>> = await import(library);
  const contract = Object.values(exported).find(
    (value): value is ContractDefinition => (value as Partial<ContractDefinition>).fullName === fullName,
  );
  if (!contract) throw new Error(`${library} has no ${fullName}`);
  return contract;
}
