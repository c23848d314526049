import { HansomError } from '@hansom/platform-errors';
import { tenancyOf } from '@hansom/platform-identity';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { type RegisterDriverRequest, type RegisterDriverResponse } from '@hansom/proto-auth';
import { cityCheck, cityCode, makeId } from '@hansom/shared-ids';

import { answerChallenge, codeRefused } from '../answer-challenge.ts';
import { beginSession } from '../begin-session.ts';
import { type AuthContext } from '../context.ts';
import { enterLimits } from '../limits.ts';
import { type Challenge } from '../store/challenges.ts';
import { type Identity } from '../store/identities.ts';
import { rolesOf, tokensOf } from '../tokens.ts';
import { challengeCheck, check, codeCheck, deviceCheck, passwordCheck } from './mapping.ts';

export function registerDriver(ctx: AuthContext): Handler<RegisterDriverRequest, RegisterDriverResponse> {
  return async (request, call) => {
    const { challengeId, code, password, city, device } = request;
    check(
      challengeCheck(challengeId),
      codeCheck(code),
      passwordCheck(password),
      cityCheck(city),
      deviceCheck(device),
    );
    const challenge = await answerChallenge(ctx, 'driver', request);
    const identity = await account(ctx, challenge, { city, password, call });
    const { session_id: sessionId, phone } = challenge;
    const session = await beginSession(ctx, { sessionId, identity, device, command: challengeId, call });
    if (!session) throw codeRefused();
    return { tokens: await tokensOf(ctx, session, rolesOf(identity)), phone };
  };
}

interface Application {
  city: string;
  password: string;
  call: Call;
}

/**
 * The account that this challenge makes, or the one that its phone has, made by this challenge or another: then the password must be
 * that account's. Who proves both by a new code is one whose application broke off, and gets the account as it is, in its city.
 */
async function account(ctx: AuthContext, challenge: Challenge, application: Application): Promise<Identity> {
  const { phone, account_uuid } = challenge;
  const account_id = makeId('driver', account_uuid, cityCode(application.city));
  const known = await ctx.identities.ofPhone(phone, 'driver');
  if (known) return withPassword(ctx, { known, account_id, challenge }, application);
  const password_hash = await ctx.passwords.hash(application.password, application.call);
  const made = await ctx.identities.claim(newDriver(ctx, { account_id, phone, password_hash }, application));
  if (made.password_hash === password_hash) return made;
  return withPassword(ctx, { known: made, account_id, challenge }, application);
}

/** A code is asked for its password as often as an address is, so it is no way to guess one. */
async function withPassword(
  ctx: AuthContext,
  { known, account_id, challenge }: { known: Identity; account_id: string; challenge: Challenge },
  { password, call }: Application,
): Promise<Identity> {
  await enterLimits(ctx, 'signIns', { account: known.phone, address: challenge.challenge_id });
  if (await ctx.passwords.isRight(password, known.password_hash, call)) return known;
  throw known.account_id === account_id ? codeRefused() : phoneTaken();
}

function newDriver(
  { config, effects }: AuthContext,
  account: Pick<Identity, 'account_id' | 'phone' | 'password_hash'>,
  { city }: Application,
): Identity {
  const tenancy = tenancyOf(account.phone, config.current.testRange);
  return { ...account, kind: 'driver', tenancy, city, created_at: effects.clock.now() };
}

function phoneTaken(): HansomError {
  return new HansomError('already_exists', 'auth.phone_taken', {
    description: 'a driver has that phone already: sign in',
  });
}
