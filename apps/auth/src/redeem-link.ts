import { HansomError } from '@hansom/platform-errors';
import { type Call } from '@hansom/platform-rpc';

import { beginSession, holderOf } from './begin-session.ts';
import { type AuthContext } from './context.ts';
import { type Secret } from './secrets/installation-secret.ts';
import { type Session } from './store/session-aggregate.ts';
import { type StaffMember } from './store/staff-members.ts';

export interface FollowedLink {
  commandKey: string;
  secret: string;
  device: string;
}

export interface StaffSignedIn {
  session: Session;
  member: StaffMember;
}

/**
 * The session that a link begins: the same one whenever its command comes again, wherever it broke off before, and none for any other
 * command. Throws `auth.link_refused`.
 */
export async function redeemLink(
  ctx: AuthContext,
  followed: FollowedLink,
  call: Call,
): Promise<StaffSignedIn> {
  const { commandKey: command, secret, device } = followed;
  const link = await ctx.staff.links.redeem(linkHash(ctx.secret, secret), command);
  const member = link && (await ctx.staff.members.ofName(link.name));
  if (!link || member?.state !== 'ACTIVE') throw linkRefused();
  const sessionId = link.session_id;
  const session = await beginSession(ctx, { sessionId, identity: holderOf(member), device, command, call });
  if (!session) throw linkRefused();
  return { session, member };
}

/** What of a link's secret is kept: nobody gets from there to the secret. */
export function linkHash(secret: Secret, linkSecret: string): string {
  return secret.derive('link', linkSecret);
}

function linkRefused(): HansomError {
  return new HansomError('failed_precondition', 'auth.link_refused', {
    description: 'the link is unknown, was used or has expired',
  });
}
