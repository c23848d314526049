import { publicKeys } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type GetKeysRequest, type GetKeysResponse } from '@hansom/proto-auth';

import { type AuthContext } from '../context.ts';

export function getKeys(ctx: AuthContext): Handler<GetKeysRequest, GetKeysResponse> {
  return () => ({ jwks: JSON.stringify(publicKeys(ctx.keyRing.keys)) });
}
