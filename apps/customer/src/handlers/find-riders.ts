import { type Handler } from '@hansom/platform-rpc';
import { isMeant } from '@hansom/platform-store';
import { type FindRidersRequest, type FindRidersResponse } from '@hansom/proto-customer';

import { type CustomerContext } from '../context.ts';
import { check, RIDERS, textsOf, toWire } from './mapping.ts';

const MOST = 20;
const LONGEST = 100;

export function findRiders(ctx: CustomerContext): Handler<FindRidersRequest, FindRidersResponse> {
  return async ({ text }) => {
    const rule = `must have at most ${LONGEST} characters`;
    check({ field: 'text', rule, holds: text.length <= LONGEST });
    const found = await ctx.terms.find({ scope: RIDERS, text, limit: MOST }, async (id) => {
      const profile = await ctx.profiles.get(id);
      return profile && isMeant(text, textsOf(profile)) ? profile : undefined;
    });
    return { profiles: found.map(toWire) };
  };
}
