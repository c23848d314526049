import { type AccessRule } from '@hansom/platform-rpc';

import { aUser } from '../testing/index.ts';
import { mayCall, type Who } from './may-call.ts';

const DESK = { service: 'desk' };
const OPERATOR = { operator: 'anna' };
const NOBODY = {};
const admin = aUser({ roles: ['ADMIN.DRIVER'] });
const adminOfGot = aUser({ roles: ['ADMIN.DRIVER.GOT'] });
const rider = aUser();

function only(services: string[], roles: string[] = [], cityField?: string): AccessRule {
  return { kind: 'only', services, roles, cityField };
}

const OPEN: AccessRule = { kind: 'open' };
const SERVICES = only(['desk', 'dispatch']);
const ROLES = only([], ['SUPPORT', 'ADMIN.DRIVER']);
const BOTH = only(['desk'], ['ADMIN.DRIVER']);
const BY_CITY = only([], ['ADMIN.DRIVER'], 'city');

describe('mayCall', () => {
  it.each<[string, { rule: AccessRule | undefined } & Who, string | undefined]>([
    ['undeclared, to a service', { rule: undefined, caller: DESK, user: admin }, 'permission_denied'],
    [
      'undeclared, to an operator',
      { rule: undefined, caller: OPERATOR, user: undefined },
      'permission_denied',
    ],
    [
      'naming nobody, to an operator',
      { rule: only([]), caller: OPERATOR, user: undefined },
      'permission_denied',
    ],
    ['open, to anybody', { rule: OPEN, caller: NOBODY, user: undefined }, undefined],
    ['services, to one of them', { rule: SERVICES, caller: DESK, user: undefined }, undefined],
    [
      'services, to another',
      { rule: SERVICES, caller: { service: 'eta' }, user: undefined },
      'permission_denied',
    ],
    ['services, to nobody', { rule: SERVICES, caller: NOBODY, user: admin }, 'unauthenticated'],
    ['services, to an operator', { rule: SERVICES, caller: OPERATOR, user: undefined }, undefined],
    ['roles, to who has one', { rule: ROLES, caller: NOBODY, user: admin }, undefined],
    ['roles, to who has another', { rule: ROLES, caller: DESK, user: rider }, 'permission_denied'],
    [
      'roles, to who has one of one city',
      { rule: ROLES, caller: DESK, user: adminOfGot },
      'permission_denied',
    ],
    ['roles, to no user', { rule: ROLES, caller: DESK, user: undefined }, 'unauthenticated'],
    ['roles, to an operator', { rule: ROLES, caller: OPERATOR, user: undefined }, undefined],
    ['both, to both', { rule: BOTH, caller: DESK, user: admin }, undefined],
    ['both, to the service alone', { rule: BOTH, caller: DESK, user: undefined }, 'unauthenticated'],
    ['both, to the user alone', { rule: BOTH, caller: NOBODY, user: admin }, 'unauthenticated'],
    [
      'both, to another service',
      { rule: BOTH, caller: { service: 'eta' }, user: admin },
      'permission_denied',
    ],
    ['both, to an operator', { rule: BOTH, caller: OPERATOR, user: undefined }, undefined],
    ['any service, to a service', { rule: only(['*']), caller: DESK, user: undefined }, undefined],
    ['any service, to nobody', { rule: only(['*']), caller: NOBODY, user: admin }, 'unauthenticated'],
    ['by city, to who has all', { rule: BY_CITY, caller: DESK, user: admin, city: 'lon' }, undefined],
    ['by city, to who has it', { rule: BY_CITY, caller: DESK, user: adminOfGot, city: 'got' }, undefined],
    [
      'by city, to who has another',
      { rule: BY_CITY, caller: DESK, user: adminOfGot, city: 'lon' },
      'permission_denied',
    ],
    [
      'by city, in other letters',
      { rule: BY_CITY, caller: DESK, user: adminOfGot, city: 'GOT' },
      'permission_denied',
    ],
    ['by city, without one', { rule: BY_CITY, caller: DESK, user: admin }, 'permission_denied'],
    [
      'by city, with an empty one',
      { rule: BY_CITY, caller: DESK, user: admin, city: '' },
      'permission_denied',
    ],
    [
      'by city, with a wildcard',
      { rule: BY_CITY, caller: DESK, user: admin, city: '*' },
      'permission_denied',
    ],
    [
      'by city, with two parts',
      { rule: BY_CITY, caller: DESK, user: adminOfGot, city: 'got.x' },
      'permission_denied',
    ],
  ])('%s', (_case, { rule, ...who }, expected) => {
    const refusal = mayCall(rule, who);

    expect(refusal?.kind).toBe(expected);
  });

  it('says what was missing', () => {
    const refusal = mayCall(BY_CITY, { caller: DESK, user: adminOfGot, city: 'lon' });

    expect(refusal?.description).toBe('it takes the role ADMIN.DRIVER.LON');
  });
});
