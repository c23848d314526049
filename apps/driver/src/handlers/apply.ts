import { type Handler } from '@hansom/platform-rpc';
import { type ApplyRequest, type ApplyResponse } from '@hansom/proto-driver';

import { type DriverContext } from '../context.ts';
import { type Account } from '../store/account-aggregate.ts';
import { accountEvent } from '../store/account-events.ts';
import { shown } from './account.ts';
import { checkApplyRequest, requireDriver } from './mapping.ts';

export function apply(ctx: DriverContext): Handler<ApplyRequest, ApplyResponse> {
  return async (request, call) => {
    const { user, driverId } = requireDriver(call);
    checkApplyRequest(request, user);
    const known = await ctx.accounts.get(driverId, call);
    if (known) return { driver: await shown(ctx, known, call) }; // and nothing is noted of what it will not be
    const { city, name, phone } = request;
    await ctx.roll.note(city, driverId, ctx.clock.now());
    await ctx.terms.note({ scope: city, id: driverId, texts: [name, phone] });
    const set = { city, tenancy: user.tenancy, name, phone };
    const event = accountEvent('applied', { city });
    const created = await ctx.accounts.create(driverId, { to: 'APPLIED', set, event }, call);
    return { driver: await shown(ctx, accountIn(created), call) };
  };
}

/** The account, made now or before. */
function accountIn(created: Awaited<ReturnType<DriverContext['accounts']['create']>>): Account {
  if (created.outcome === 'claimed') throw new TypeError('an account claims nothing');
  if (created.outcome !== 'refused') return created.state;
  if (!created.state) throw created.refusal;
  return created.state;
}
