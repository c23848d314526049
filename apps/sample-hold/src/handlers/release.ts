import { type Handler } from '@hansom/platform-rpc';
import { type ReleaseRequest, type ReleaseResponse } from '@hansom/proto-sample-hold';

import { type SampleHoldContext } from '../context.ts';
import { decide } from '../domain/hold-decisions.ts';
import { holdAfter, checkHoldId } from './mapping.ts';

export function release(ctx: SampleHoldContext): Handler<ReleaseRequest, ReleaseResponse> {
  return async ({ holdId, commandKey }, call) => {
    checkHoldId(holdId, commandKey);
    const result = await ctx.holds.transition(
      holdId,
      { command: commandKey, decide: (hold) => decide('release', hold) },
      call,
    );
    return { hold: holdAfter(holdId, result) };
  };
}
