import { HansomError } from '@hansom/platform-errors';
import { type Call, type Handler, parallel } from '@hansom/platform-rpc';
import { type HeldPlace, type LookRequest, type LookResponse } from '@hansom/proto-sample-desk';

import { type SampleDeskContext } from '../context.ts';
import { checkLookRequest, toHeldPlace } from './mapping.ts';

export function look(ctx: SampleDeskContext): Handler<LookRequest, LookResponse> {
  return async (request, call) => {
    checkLookRequest(request);
    const tasks = request.holdIds.map((id) => [id, (task: Call) => read(ctx, id, task)] as const);
    const found = await parallel(Object.fromEntries(tasks), { call });
    return {
      held: request.holdIds.flatMap((id) => found[id] ?? []),
      goneHoldIds: request.holdIds.filter((id) => found[id] === undefined),
    };
  };
}

/** A hold that nobody knows is gone, like one that has ended. */
async function read(ctx: SampleDeskContext, holdId: string, call: Call): Promise<HeldPlace | undefined> {
  try {
    const { hold } = await ctx.holds.get({ holdId }, call);
    return hold && toHeldPlace(hold);
  } catch (error) {
    if (error instanceof HansomError && error.kind === 'not_found') return undefined;
    throw error;
  }
}
