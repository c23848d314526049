import { type AccessRule } from '@hansom/platform-rpc';

import { aUser } from '../testing/index.ts';
import { mayCall, type Who } from './may-call.ts';

const DESK = { service: 'desk' };
const OPERATOR = { operator: 'anna' };
const NOBODY = {};
const admin = aUser({ roles: ['ADMIN.DRIVER'] });
const adminOfGot = aUser({ roles: ['ADMIN.DRIVER.got'] });
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
  it.each<[string, AccessRule | undefined, Who, string | undefined]>([
    ['undeclared, to a service', undefined, { caller: DESK, user: admin }, 'permission_denied'],
    ['undeclared, to an operator', undefined, { caller: OPERATOR, user: undefined }, 'permission_denied'],
    ['naming nobody, to an operator', only([]), { caller: OPERATOR, user: undefined }, 'permission_denied'],
    ['open, to anybody', OPEN, { caller: NOBODY, user: undefined }, undefined],
    ['services, to one of them', SERVICES, { caller: DESK, user: undefined }, undefined],
    ['services, to another', SERVICES, { caller: { service: 'eta' }, user: undefined }, 'permission_denied'],
    ['services, to nobody', SERVICES, { caller: NOBODY, user: admin }, 'unauthenticated'],
    ['services, to an operator', SERVICES, { caller: OPERATOR, user: undefined }, undefined],
    ['roles, to who has one', ROLES, { caller: NOBODY, user: admin }, undefined],
    ['roles, to who has another', ROLES, { caller: DESK, user: rider }, 'permission_denied'],
    ['roles, to who has one of one city', ROLES, { caller: DESK, user: adminOfGot }, 'permission_denied'],
    ['roles, to no user', ROLES, { caller: DESK, user: undefined }, 'unauthenticated'],
    ['roles, to an operator', ROLES, { caller: OPERATOR, user: undefined }, undefined],
    ['both, to both', BOTH, { caller: DESK, user: admin }, undefined],
    ['both, to the service alone', BOTH, { caller: DESK, user: undefined }, 'unauthenticated'],
    ['both, to the user alone', BOTH, { caller: NOBODY, user: admin }, 'unauthenticated'],
    ['both, to another service', BOTH, { caller: { service: 'eta' }, user: admin }, 'permission_denied'],
    ['both, to an operator', BOTH, { caller: OPERATOR, user: undefined }, undefined],
    ['by city, to who has all', BY_CITY, { caller: DESK, user: admin, city: 'lon' }, undefined],
    ['by city, to who has it', BY_CITY, { caller: DESK, user: adminOfGot, city: 'got' }, undefined],
    [
      'by city, to who has another',
      BY_CITY,
      { caller: DESK, user: adminOfGot, city: 'lon' },
      'permission_denied',
    ],
    [
      'by city, in other letters',
      BY_CITY,
      { caller: DESK, user: adminOfGot, city: 'GOT' },
      'permission_denied',
    ],
    ['by city, without one', BY_CITY, { caller: DESK, user: admin }, 'permission_denied'],
    ['by city, with an empty one', BY_CITY, { caller: DESK, user: admin, city: '' }, 'permission_denied'],
    ['by city, with a wildcard', BY_CITY, { caller: DESK, user: admin, city: '*' }, 'permission_denied'],
    [
      'by city, with two parts',
      BY_CITY,
      { caller: DESK, user: adminOfGot, city: 'got.x' },
      'permission_denied',
    ],
  ])('%s', (_case, access, who, expected) => {
    const refusal = mayCall(access, who);

    expect(refusal?.kind).toBe(expected);
  });

  it('says what was missing', () => {
    const refusal = mayCall(BY_CITY, { caller: DESK, user: adminOfGot, city: 'lon' });

    expect(refusal?.description).toBe('it takes the role ADMIN.DRIVER.lon');
  });
});
