import { type ContractDefinition } from '@hansom/platform-rpc';
import { echoContract } from '@hansom/platform-rpc/testing';
import { access, type Access_Only } from '@hansom/proto-options';

import { type Rule, type WalkedRpc } from './walked-rpcs.ts';

const RULES: Readonly<Record<string, Rule>> = {
  undeclared: undefined,
  open: { $case: 'open', value: {} },
  ofNobody: only({}),
  ofServices: only({ services: ['desk', 'dispatch'] }),
  ofRoles: only({ roles: ['SUPPORT', 'ADMIN.DRIVER'] }),
  ofBoth: only({ services: ['desk'], roles: ['ADMIN.DRIVER'] }),
  byCity: only({ roles: ['SUPPORT', 'ADMIN.DRIVER'], cityField: 'text' }),
  ofBothByCity: only({ services: ['desk'], roles: ['ADMIN.DRIVER'], cityField: 'text' }),
};

/** An RPC of each kind of rule that a .proto can hold, whether or not one holds it today. */
export function madeUpRpcs(): readonly WalkedRpc[] {
  const contract = contractWith(RULES);
  return Object.entries(RULES).map(([key, rule]) => ({
    name: `a made-up one, ${key}`,
    rule,
    cityKey: rule?.$case === 'only' && rule.value.cityField !== '' ? rule.value.cityField : undefined,
    contract: async () => contract,
    key,
  }));
}

function only(named: Partial<Access_Only>): Rule {
  return { $case: 'only', value: { services: [], roles: [], cityField: '', ...named } };
}

function contractWith(rules: typeof RULES): ContractDefinition {
  const { read } = echoContract().methods;
  const methods = Object.entries(rules).map(([name, rule]) => {
    const options = { ...read.options._unknownFields, [access.tag]: access.encode?.({ rule }) ?? [] };
    return [name, { ...read, name, options: { _unknownFields: options } }];
  });
  return {
    name: 'MadeUpService',
    fullName: 'hansom.made_up.v1.MadeUpService',
    methods: Object.fromEntries(methods) as ContractDefinition['methods'], // as ts-proto writes them
  };
}
