import { type Handler } from '@hansom/platform-rpc';
import { isMeant } from '@hansom/platform-store';
import { type FindRidersRequest, type FindRidersResponse } from '@hansom/proto-customer';

import { type CustomerContext } from '../context.ts';
import { check, RIDERS, toWire } from './mapping.ts';

const MOST = 20;
const LONGEST = 100;

export function findRiders(ctx: CustomerContext): Handler<FindRidersRequest, FindRidersResponse> {
  return async ({ text }) => {
    const rule = `must have at most ${LONGEST} characters`;
    check({ field: 'text', rule, holds: text.length <= LONGEST });
    const ids = await ctx.terms.find({ scope: RIDERS, text, limit: MOST });
    const found = await Promise.all(ids.map((id) => ctx.profiles.get(id)));
    const meant = found.filter((profile) => profile && isMeant(text, [profile.name, profile.phone]));
    return { profiles: meant.flatMap((profile) => (profile ? [toWire(profile)] : [])) };
  };
}
