import { HansomError } from '@hansom/platform-errors';
import { type RouteHandler } from '@hansom/platform-http';
import { type Call } from '@hansom/platform-rpc';
import { type Change } from '@hansom/proto-traffic';

import { type undoTrafficChange as route } from '../routes/traffic.ts';
import { areSame, toRules, toWireRules } from '../traffic/rules.ts';
import { type TrafficContext } from '../traffic/traffic-context.ts';

export function undoTrafficChange(ctx: TrafficContext): RouteHandler<typeof route> {
  return async ({ params, body: { reason }, idempotency: { commandKey } }, call) => {
    const change = await changeOf(ctx, params.version, call);
    const service = change.newRules?.service ?? '';
    const { version: basedOn, rules: stored } = await ctx.traffic.getRules({}, call);
    const [before, after] = [toRules(change.oldRules), toRules(change.newRules)];
    const now = toRules(stored.find((one) => one.service === service));
    // Undone already, as by the same command whose answer was lost.
    if (areSame(now, before)) return { status: 200, body: { version: Number(basedOn), warnings: [] } };
    if (!areSame(now, after)) throw changedSince(service, params.version);
    const undo = { commandKey, basedOn, reason, rules: toWireRules(service, before) };
    const { version, warnings } = await ctx.traffic.setRules(undo, call);
    return { status: 200, body: { version: Number(version), warnings } };
  };
}

async function changeOf({ traffic }: TrafficContext, version: number, call: Call): Promise<Change> {
  const { changes } = await traffic.listChanges({ before: BigInt(version) + 1n, limit: 1 }, call);
  const [change] = changes;
  if (change?.version === BigInt(version)) return change;
  const description = 'there is no such change';
  throw new HansomError('not_found', 'console.no_such_change', { description });
}

function changedSince(service: string, version: number): HansomError {
  const description = `the rules of ${service} were changed again since change ${version}: undo that one first, or set new rules`;
  return new HansomError('failed_precondition', 'console.changed_since', {
    description,
    context: { service },
  });
}
