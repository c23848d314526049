import { aCall } from '@hansom/platform-rpc/testing';

import { aUser } from '../testing/index.ts';
import { actAs } from './current-user.ts';
import { mayRead } from './may-read.ts';

/** Whether a call for somebody with these roles may read what belongs to `anna` and to nobody. */
function mayReadAnnas(user?: { id: string; roles: string[] }): boolean {
  const call = aCall();
  if (user) actAs(call, aUser(user), 'token');
  return mayRead(call, 'anna', undefined);
}

describe('mayRead', () => {
  it('lets owners in, staff, and a service that asks for itself', () => {
    expect(mayReadAnnas({ id: 'anna', roles: ['RIDER'] })).toBe(true);
    expect(mayReadAnnas({ id: 'asta', roles: ['OPS.GOT'] })).toBe(true);
    expect(mayReadAnnas()).toBe(true);
  });

  it.each(['RIDER', 'DRIVER'])('keeps another %s out, whatever else they are', (role) => {
    expect(mayReadAnnas({ id: 'ben', roles: ['OPS', role] })).toBe(false);
  });
});
