import { type Call, type Handler } from '@hansom/platform-rpc';
import { type SignInStaffRequest, type SignInStaffResponse } from '@hansom/proto-auth';
import { makeId } from '@hansom/shared-ids';

import { beginSession, holderOf } from '../begin-session.ts';
import { type AuthContext } from '../context.ts';
import { isStaffName } from '../domain/staff-rules.ts';
import { enterLimits } from '../limits.ts';
import { type StaffMember } from '../store/staff-members.ts';
import { tokensOf } from '../tokens.ts';
import { addressCheck, check, credentialsRefused, deviceCheck, longestPasswordCheck } from './mapping.ts';
import { toWireStaff } from './staff-mapping.ts';

const REFUSED = 'nobody of the staff has that name and password';

export function signInStaff(ctx: AuthContext): Handler<SignInStaffRequest, SignInStaffResponse> {
  return async ({ name, password, device, address }, call) => {
    check(longestPasswordCheck(password), deviceCheck(device), addressCheck(address));
    if (!isStaffName(name)) throw credentialsRefused(REFUSED);
    await enterLimits(ctx, 'signIns', { account: name, address });
    const member = await memberOf(ctx, { name, password }, call);
    const sessionId = makeId('session', ctx.effects.ids.uuid());
    const session = await beginSession(ctx, { sessionId, identity: holderOf(member), device, call });
    if (!session) throw new TypeError('a session that begins has not ended');
    return { tokens: await tokensOf(ctx, session, member.roles), staff: toWireStaff(member) };
  };
}

/** Who is unknown, closed or has no password costs the same work as somebody with a wrong one. */
async function memberOf(
  ctx: AuthContext,
  { name, password }: { name: string; password: string },
  call: Call,
): Promise<StaffMember> {
  const known = await ctx.staff.members.ofName(name);
  const member = known?.state === 'ACTIVE' ? known : undefined;
  const isRight = await ctx.passwords.isRight(password, member?.password_hash, call);
  if (!member || !isRight) throw credentialsRefused(REFUSED);
  return member;
}
