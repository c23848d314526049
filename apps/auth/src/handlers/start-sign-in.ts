import { later } from '@hansom/platform-context';
import { type Handler } from '@hansom/platform-rpc';
import { CodePurpose, type StartSignInRequest, type StartSignInResponse } from '@hansom/proto-auth';
import { makeId } from '@hansom/shared-ids';

import { codeHash } from '../answer-challenge.ts';
import { type AuthContext } from '../context.ts';
import { newCode } from '../domain/code.ts';
import { enterLimits } from '../limits.ts';
import { type Challenge, type Purpose } from '../store/challenges.ts';
import { addressCheck, check, phoneCheck } from './mapping.ts';

export function startSignIn(ctx: AuthContext): Handler<StartSignInRequest, StartSignInResponse> {
  return async ({ phone, purpose: wire, address }, call) => {
    const purpose = purposeOf(wire);
    check(phoneCheck(phone), addressCheck(address));
    await enterLimits(ctx, 'codes', { account: phone, address });
    const code = newCode(ctx.effects.random);
    const { challenge_id: challengeId, expires_at } = await challenge(ctx, { phone, purpose, code });
    const expiresAt = new Date(expires_at);
    await ctx.notification.sendCode({ challengeId, phone, code, expiresAt }, call);
    return { challengeId, expiresAt };
  };
}

function purposeOf(wire: CodePurpose): Purpose {
  const isKnown = wire === CodePurpose.RIDER_SIGN_IN || wire === CodePurpose.DRIVER_APPLICATION;
  check({ field: 'purpose', rule: 'must be a purpose', holds: isKnown });
  return wire === CodePurpose.RIDER_SIGN_IN ? 'rider' : 'driver';
}

async function challenge(
  { effects: { ids, clock }, secret, config, challenges }: AuthContext,
  { phone, purpose, code }: { phone: string; purpose: Purpose; code: string },
): Promise<Challenge> {
  const challenge_id = makeId('challenge', ids.uuid());
  const made: Challenge = {
    challenge_id,
    stamp: ids.uuid(),
    phone,
    purpose,
    code_hash: codeHash(secret, challenge_id, code),
    expires_at: later(clock.now(), config.current.codes.lifeMs),
    wrong_answers: 0,
    session_id: makeId('session', ids.uuid()),
    account_uuid: ids.uuid(),
  };
  await challenges.add(made);
  return made;
}
