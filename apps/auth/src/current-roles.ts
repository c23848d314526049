import { type Call } from '@hansom/platform-rpc';

import { type AuthContext } from './context.ts';
import { end, sessionEnded } from './domain/session-decisions.ts';
import { type Session } from './store/session-aggregate.ts';
import { rolesOf } from './tokens.ts';

/** Patterns of the roles that the holder of a session has now. Ends the session of an account that was closed: `auth.session_ended`. */
export async function currentRoles(
  ctx: AuthContext,
  session: Session,
  call: Call,
): Promise<readonly string[]> {
  const { kind, staff_name = '' } = session.fields;
  if (kind !== 'staff') return rolesOf({ kind });
  const member = await ctx.staff.members.ofName(staff_name);
  if (member?.state === 'ACTIVE') return member.roles;
  // A process that dies here has told nobody the new token: the next renewal comes to the same end.
  await ctx.sessions.transition(session.id, { decide: (held) => end(held, 'account_closed') }, call);
  throw sessionEnded();
}
