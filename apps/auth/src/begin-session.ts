import { later } from '@hansom/platform-context';
import { type Call } from '@hansom/platform-rpc';

import { type AuthContext } from './context.ts';
import { type Session } from './store/session-aggregate.ts';
import { sessionStarted } from './store/session-events.ts';
import { type StaffMember } from './store/staff-members.ts';

/** Whose session it is. */
export type Holder = Pick<Session['fields'], 'account_id' | 'kind' | 'tenancy' | 'city' | 'staff_name'>;

export interface Beginning {
  sessionId: string;
  identity: Holder;
  device: string;
  /** What begins it, where that may come again: it begins one session. */
  command?: string;
  call: Call;
}

/** The session of that id, begun now or by the same command before. Undefined: it has ended. */
export async function beginSession(ctx: AuthContext, beginning: Beginning): Promise<Session | undefined> {
  const { sessionId, identity, device, command, call } = beginning;
  const { account_id, kind, tenancy, city, staff_name } = identity;
  const now = ctx.effects.clock.now();
  const expires_at = later(now, ctx.config.current.sessions.lifeMs);
  const created = await ctx.sessions.create(
    sessionId,
    {
      to: 'LIVE',
      set: {
        ...{ account_id, kind, tenancy, city, staff_name, device },
        ...{ generation: 0, renewed_at: now, expires_at },
      },
      event: sessionStarted(account_id, now),
      timers: [{ name: 'expire', due: expires_at }],
      command,
    },
    call,
  );
  if (created.outcome === 'refused') throw created.refusal;
  if (created.outcome === 'claimed') throw new TypeError('a session takes no claims');
  return created.state.state === 'LIVE' ? created.state : undefined;
}

/** Staff are people, and of no city: which ones they see, their roles say. */
export function holderOf({ staff_id, name }: StaffMember): Holder {
  return { account_id: staff_id, kind: 'staff', tenancy: 'live', staff_name: name };
}
