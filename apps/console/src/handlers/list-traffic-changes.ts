import { type RouteHandler } from '@hansom/platform-http';
import { type Call, parallel } from '@hansom/platform-rpc';

import { gather } from '../gather.ts';
import { type listTrafficChanges as route } from '../routes/traffic.ts';
import { mayChangeTraffic, requireStaff } from '../staff.ts';
import { toRules } from '../traffic/rules.ts';
import { tellChange } from '../traffic/tell-change.ts';
import { type TrafficContext } from '../traffic/traffic-context.ts';

const LIMIT = 20;

export function listTrafficChanges(ctx: TrafficContext): RouteHandler<typeof route> {
  return async ({ query: { before = 0 }, user }, call) => {
    requireStaff(user);
    const { stored, listed, names } = await parallel(
      {
        stored: (own) => ctx.traffic.getRules({}, own),
        listed: (own) => ctx.traffic.listChanges({ before: BigInt(before), limit: LIMIT }, own),
        names: async (own) => (mayChangeTraffic(user) ? namesOf(ctx, own) : new Map<string, string>()),
      },
      { call },
    );
    const rules = stored.rules.map((one) => ({ service: one.service, rules: toRules(one) }));
    const changes = listed.changes.map((change) => {
      const own = stored.rules.find(({ service }) => service === change.newRules?.service);
      return tellChange(change, { now: toRules(own), names });
    });
    const last = changes.at(-1)?.version ?? 1;
    const next = changes.length === LIMIT && last > 1 ? last : undefined;
    return { status: 200, body: { version: Number(stored.version), rules, changes, next } };
  };
}

/** Without auth, or beyond its first page, people are told by their ids. */
async function namesOf({ auth }: TrafficContext, call: Call): Promise<Map<string, string>> {
  const { found } = await gather({ staff: (own: Call) => auth.listStaff({ page: '' }, own) }, call);
  return new Map(found.staff?.staff.map(({ staffId, name }) => [staffId, name]));
}
