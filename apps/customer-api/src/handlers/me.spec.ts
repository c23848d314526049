import { HansomError } from '@hansom/platform-errors';
import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';
import { Profile, type UpdateProfileRequest } from '@hansom/proto-customer';

import { type CustomerApiContext } from '../context.ts';
import * as routes from '../routes/me.ts';
import { updateMe } from './me.ts';

const user = aUser({ id: 'rider_1', roles: ['RIDER'] });

/** A rider whose profile has version 3, and who changes it from two devices at once: each has read it before either has changed it. */
function aWorld() {
  let profile = Profile.fromPartial({ riderId: user.id, name: 'Anna', language: 'en', version: 3 });
  let failure: HansomError | undefined;
  const customer: Pick<CustomerApiContext['customer'], 'getProfile' | 'updateProfile'> = {
    getProfile: async () => ({ profile }),
    updateProfile: async ({ name, language, basedOn = 0 }: Partial<UpdateProfileRequest>) => {
      if (failure) throw failure;
      if (basedOn !== 0 && basedOn !== profile.version) throw mismatch(profile.version);
      profile = Profile.fromPartial({
        ...profile,
        ...(name !== undefined && { name }),
        ...(language !== undefined && { language }),
        version: profile.version + 1,
      });
      return { profile };
    },
  };
  const ctx = { customer: customer as CustomerApiContext['customer'] }; // what the handler uses of it
  const update = (body: object, headers = {}) =>
    callRoute(implement(routes.updateMe, updateMe(ctx)), { body, headers, user });
  const both = (headers = {}) =>
    Promise.allSettled([update({ name: 'Eva' }, headers), update({ language: 'sv' }, headers)]);
  const fail = (by: HansomError) => void (failure = by);
  return { update, both, fail, profile: () => profile };
}

function mismatch(version: number): HansomError {
  return new HansomError('failed_precondition', 'customer.version_mismatch', {
    description: 'the profile was changed since it was read',
    context: { version: String(version) },
  });
}

describe('updateMe', () => {
  it('makes both of two changes that come at once and say nothing of what they saw', async () => {
    const { both, profile } = aWorld();

    const answers = await both();

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(profile()).toMatchObject({ name: 'Eva', language: 'sv', version: 5 });
  });

  it('refuses the second of two that come at once and saw the same version', async () => {
    const { both, profile } = aWorld();

    const answers = await both({ 'if-match': '"3"' });

    expect(answers).toMatchObject([
      { status: 'fulfilled', value: { status: 200, headers: { etag: '"4"' } } },
      { status: 'rejected', reason: { code: 'spec.precondition_failed', httpStatus: 412 } },
    ]);
    expect(profile()).toMatchObject({ name: 'Eva', language: 'en', version: 4 });
  });

  it.each(['*', '"3", "4"'])(
    'makes both where If-Match is %p, which covers both versions',
    async (header) => {
      const { both, profile } = aWorld();

      const answers = await both({ 'if-match': header });

      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
      expect(profile()).toMatchObject({ name: 'Eva', language: 'sv', version: 5 });
    },
  );

  it('refuses a change of a version that is over', async () => {
    const { update } = aWorld();

    const asked = update({ name: 'Eva' }, { 'if-match': '"2"' });

    await expect(asked).rejects.toMatchObject({ code: 'spec.precondition_failed' });
  });

  it('tells of whatever else is wrong as it is', async () => {
    const { update, fail } = aWorld();
    fail(new HansomError('not_found', 'customer.not_found', { description: 'there is no such rider' }));

    const asked = update({ name: 'Eva' }, { 'if-match': '"3"' });

    await expect(asked).rejects.toMatchObject({ code: 'customer.not_found' });
  });
});
