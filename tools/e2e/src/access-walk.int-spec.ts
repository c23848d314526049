import { loadService, SERVICES } from '@hansom/cli/services';
import { aUser } from '@hansom/platform-identity/testing';
import { type Caller } from '@hansom/platform-rpc';

import { guardedRpc } from './testing/guarded-rpc.ts';
import { madeUpRpcs } from './testing/made-up-rpcs.ts';
import { type Rule, walkedRpcs } from './testing/walked-rpcs.ts';

const DECLARED = walkedRpcs();
const RPCS = [...DECLARED, ...madeUpRpcs()];

/** Nobody, an operator, every service that runs or that the rule names, one that is called nearly as each of those, and a stranger. */
function callersFor(rule: Rule): readonly Caller[] {
  const named = rule?.$case === 'only' ? rule.value.services.filter((service) => service !== '*') : [];
  const nearly = named.map((service) => `${service}-2`);
  const services = new Set([...Object.keys(SERVICES), ...named, ...nearly, 'stranger']);
  return [{}, { operator: 'anna' }, ...[...services].map((service) => ({ service }))];
}

/** Patterns that a user holds, and whether they hold what the rule asks for, in Gothenburg where it asks for a city. */
interface Holding {
  readonly patterns: readonly string[] | undefined;
  readonly enough: boolean;
}

/** No user, users who hold what the rule asks for in one way or another, and users who nearly do. */
function holdingsFor(rule: Rule): readonly Holding[] {
  const roles = rule?.$case === 'only' ? rule.value.roles : [];
  const byCity = rule?.$case === 'only' && rule.value.cityField !== '';
  const wanted = roles.map((role) => (byCity ? `${role}.GOT` : role));
  const enough = [
    ...wanted.map((role) => [role]),
    ...wanted.map((role) => [role.replace(/[^.]+$/, '*')]),
    ...wanted.map((role) => ['!**', role]),
    ...roles.map((role) => [role]),
    ...wanted.map(() => ['**']),
  ];
  const notEnough = [
    [],
    ['STRANGER'],
    ...roles.map((role) => [`${role}.LON`]),
    ...wanted.map((role) => [role.toLowerCase()]),
    ['**', ...wanted.map((role) => `!${role}`)],
  ];
  return [
    { patterns: undefined, enough: false },
    ...enough.map((patterns) => ({ patterns, enough: true })),
    ...notEnough.map((patterns) => ({ patterns, enough: false })),
  ];
}

/** What a rule means, read a second time and not by the library: what options.proto promises, in a few lines. */
function meantBy(rule: Rule, caller: Caller, { patterns, enough }: Holding): string {
  if (!rule) return 'permission_denied';
  if (rule.$case === 'open') return 'served';
  const { services, roles } = rule.value;
  const proofs = [
    ...services.slice(0, 1).map(() => proof(caller.service, isAmong(services, caller.service))),
    ...roles.slice(0, 1).map(() => proof(patterns, enough)),
  ];
  if (proofs.length === 0) return 'permission_denied';
  if (caller.operator !== undefined) return 'served';
  return proofs.find((outcome) => outcome !== 'served') ?? 'served';
}

function isAmong(services: readonly string[], service: string | undefined): boolean {
  return service !== undefined && (services.includes('*') || services.includes(service));
}

function proof(shown: unknown, right: boolean): string {
  if (right) return 'served';
  return shown === undefined ? 'unauthenticated' : 'permission_denied';
}

describe('an RPC', () => {
  it.each(RPCS)('$name lets in whom its rule names, and nobody else', async ({ rule, cityKey, ...rpc }) => {
    const guarded = await guardedRpc(await rpc.contract(), rpc.key);
    const cities = cityKey === undefined ? ['got'] : ['got', '', '*', 'GOT'];
    const visits = callersFor(rule).flatMap((caller) =>
      holdingsFor(rule).flatMap((holding) => cities.map((city) => ({ caller, holding, city }))),
    );

    const answers = await Promise.all(
      visits.map(async ({ caller, holding: { patterns, enough }, city }) => {
        const user = patterns && aUser({ roles: patterns });
        const request = cityKey === undefined ? {} : { [cityKey]: city };
        const holding = { patterns, enough: enough && city === 'got' };
        return {
          ...{ caller, patterns, city },
          answer: await guarded.visit({ caller, user, request }),
          meant: meantBy(rule, caller, holding),
        };
      }),
    );

    expect(answers.filter(({ answer, meant }) => answer !== meant)).toEqual([]);
    expect(guarded.reached).toBe(answers.filter(({ meant }) => meant === 'served').length);
  });

  it('of every service is walked', async () => {
    const services = await Promise.all(Object.keys(SERVICES).map(loadService));

    const served = services.flatMap(({ contract }) =>
      Object.values(contract.methods).map(({ name }) => `${contract.fullName}.${name}`),
    );

    expect(served.filter((name) => !DECLARED.some((rpc) => rpc.name === name))).toEqual([]);
  });
});
