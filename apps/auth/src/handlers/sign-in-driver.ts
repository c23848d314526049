import { type Handler } from '@hansom/platform-rpc';
import { type SignInDriverRequest, type SignInDriverResponse } from '@hansom/proto-auth';
import { makeId } from '@hansom/shared-ids';

import { beginSession } from '../begin-session.ts';
import { type AuthContext } from '../context.ts';
import { enterLimits } from '../limits.ts';
import { rolesOf, tokensOf } from '../tokens.ts';
import {
  addressCheck,
  check,
  credentialsRefused,
  deviceCheck,
  passwordCheck,
  phoneCheck,
} from './mapping.ts';

export function signInDriver(ctx: AuthContext): Handler<SignInDriverRequest, SignInDriverResponse> {
  return async ({ phone, password, device, address }, call) => {
    check(phoneCheck(phone), passwordCheck(password), deviceCheck(device), addressCheck(address));
    await enterLimits(ctx, 'signIns', { account: phone, address });
    const identity = await ctx.identities.ofPhone(phone, 'driver');
    const isRight = await ctx.passwords.isRight(password, identity?.password_hash, call);
    if (!identity || !isRight) throw credentialsRefused('no driver has that phone and password');
    const sessionId = makeId('session', ctx.effects.ids.uuid());
    const session = await beginSession(ctx, { sessionId, identity, device, call });
    if (!session) throw new TypeError('a session that begins has not ended');
    return { tokens: await tokensOf(ctx, session, rolesOf(identity)) };
  };
}
