import { checkFields, keyCheck, textCheck } from '@hansom/platform-errors';
import { currentUser } from '@hansom/platform-identity';
import { rulesFromWire } from '@hansom/platform-mesh';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { ServiceRules, type SetRulesRequest, type SetRulesResponse } from '@hansom/proto-traffic';

import { type TrafficContext } from '../context.ts';
import { checkRules, warningsOf } from '../domain/check-rules.ts';

const LONGEST_REASON = 500;

export function setRules(ctx: TrafficContext): Handler<SetRulesRequest, SetRulesResponse> {
  return async (request, call) => {
    checkRequest(request);
    const rules = rulesFromWire(request.rules ?? ServiceRules.decode(new Uint8Array()));
    checkRules(rules);
    const { commandKey: command, reason, basedOn } = request;
    const change = { command, reason, rules, basedOn: Number(basedOn), who: nameOf(call) };
    const version = await ctx.book.change(change, call);
    return { version: BigInt(version), warnings: warningsOf(rules, ctx.leases.list()) };
  };
}

function checkRequest({ commandKey, reason }: SetRulesRequest): void {
  checkFields('traffic', [keyCheck(commandKey), textCheck('reason', reason.trim(), LONGEST_REASON)]);
}

/** As the audit has it. */
function nameOf(call: Call): string {
  const { operator, service } = call.caller;
  if (operator !== undefined) return `operator:${operator}`;
  const user = currentUser.get(call);
  return user ? `user:${user.id}` : `service:${service ?? ''}`;
}
