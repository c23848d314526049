import { HansomError } from '@hansom/platform-errors';
import { toWireTenancy } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type GetIdentityRequest, type GetIdentityResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';
import { rolesOf } from '../tokens.ts';

export function getIdentity(ctx: AuthContext): Handler<GetIdentityRequest, GetIdentityResponse> {
  return async ({ accountId }) => {
    const identity = await ctx.identities.ofAccount(accountId);
    if (!identity) throw notFound(accountId);
    return {
      accountId,
      phone: identity.phone,
      roles: rolesOf(identity),
      tenancy: toWireTenancy(identity.tenancy),
      createdAt: new Date(identity.created_at),
    };
  };
}

function notFound(accountId: string): HansomError {
  const description = 'there is no such account';
  return new HansomError('not_found', 'auth.not_found', { description, context: { account_id: accountId } });
}
