import { fromWireTenancy, isPhone, PHONE_RULE } from '@hansom/platform-identity';
import { type Handler } from '@hansom/platform-rpc';
import { type WelcomeRequest, type WelcomeResponse } from '@hansom/proto-customer';

import { type CustomerContext } from '../context.ts';
import { check, notFound, RIDERS, riderIdCheck, toWire } from './mapping.ts';

/** Until the rider says otherwise. */
const FIRST_LANGUAGE = 'en';

export function welcome(ctx: CustomerContext): Handler<WelcomeRequest, WelcomeResponse> {
  return async ({ riderId, phone, tenancy: wire }) => {
    const tenancy = fromWireTenancy(wire);
    check(
      riderIdCheck(riderId),
      { field: 'phone', rule: PHONE_RULE, holds: isPhone(phone) },
      { field: 'tenancy', rule: 'must be told', holds: tenancy !== undefined },
    );
    const fresh = {
      rider_id: riderId,
      phone,
      name: '',
      language: FIRST_LANGUAGE,
      tenancy: tenancy ?? 'live', // told: checked above
      version: 1,
    } as const;
    await ctx.terms.note({ scope: RIDERS, id: riderId, texts: [phone] });
    const known = await ctx.profiles.add(fresh);
    const profile = known.phone === phone ? known : await withPhone(ctx, riderId, phone);
    if (!profile) throw notFound(riderId);
    return { profile: toWire(profile) };
  };
}

function withPhone({ profiles }: CustomerContext, riderId: string, phone: string) {
  return profiles.change(riderId, (profile) =>
    profile.phone === phone ? undefined : { phone, version: profile.version + 1 },
  );
}
