import { instant, later } from '@hansom/platform-context';
import { signToken, TOKEN_LIFE, toWireTenancy, type User } from '@hansom/platform-identity';
import { type Tokens } from '@hansom/proto-auth';

import { type AuthContext } from './context.ts';
import { refreshToken } from './secrets/refresh-tokens.ts';
import { type AccountKind, type Identity } from './store/identities.ts';
import { type Session } from './store/session-aggregate.ts';

const ROLES: Record<AccountKind, readonly string[]> = { rider: ['RIDER'], driver: ['DRIVER'] };

/** Patterns of the roles that every account of a kind has. */
export function rolesOf({ kind }: Pick<Identity, 'kind'>): string[] {
  return [...ROLES[kind]];
}

/** What the person of a session calls with from now on: a new access token with these roles, and the renewing token that counts. */
export async function tokensOf(
  ctx: AuthContext,
  session: Session,
  roles: readonly string[],
): Promise<Tokens> {
  const { clock } = ctx.effects;
  const { account_id, generation, expires_at, tenancy, city } = session.fields;
  const user: User = { id: account_id, roles, tenancy, city, session: session.id };
  const now = clock.now();
  return {
    accountId: account_id,
    accessToken: await signToken(ctx.keyRing.keys, user, { clock }),
    accessExpiresAt: new Date(later(instant(now - (now % 1000)), TOKEN_LIFE)), // tokens tell whole seconds
    refreshToken: refreshToken(ctx.secret, { session: session.id, generation }),
    refreshExpiresAt: new Date(expires_at),
    tenancy: toWireTenancy(tenancy),
  };
}
