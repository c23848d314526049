import { later } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type Call, type Handler } from '@hansom/platform-rpc';
import { type PlaceRequest, type PlaceResponse } from '@hansom/proto-sample-hold';
import { makeId } from '@hansom/shared-ids';

import { type SampleHoldContext } from '../context.ts';
import { type Command, firstOf } from '../store/commands.ts';
import { holdEvent } from '../store/hold-events.ts';
import { checkPlaceRequest, toWire } from './mapping.ts';

export function place(ctx: SampleHoldContext): Handler<PlaceRequest, PlaceResponse> {
  return async (request, call) => {
    checkPlaceRequest(request, ctx.config.current.longestHoldMs);
    const command = await firstUnderItsKey(ctx, request);
    const created = await create(ctx, command, { holdMs: request.holdMs, call });
    if (created.outcome === 'applied' || created.outcome === 'repeated') return held(created.state);
    // Taken is final for this key: the hold that might still come of a doubled request is made impossible, or is the answer.
    await ctx.holds.claimOwners.abandon(command.hold_id);
    const hold = await ctx.holds.get(command.hold_id, call);
    return hold ? held(hold) : { outcome: { $case: 'taken', value: { placeId: command.place_id } } };
  };
}

async function firstUnderItsKey(ctx: SampleHoldContext, request: PlaceRequest): Promise<Command> {
  const { commandKey, placeId, guestId } = request;
  const asked = { command_key: commandKey, place_id: placeId, guest_id: guestId };
  const first = await firstOf(ctx.commands, { ...asked, hold_id: makeId('hold', ctx.ids.uuid()) });
  if (first.place_id === placeId && first.guest_id === guestId) return first;
  throw new HansomError('failed_precondition', 'sample-hold.command_key_reused', {
    description: 'command_key was used before, for another place or guest',
  });
}

function create(ctx: SampleHoldContext, command: Command, { holdMs, call }: { holdMs: number; call: Call }) {
  const expires_at = later(ctx.clock.now(), holdMs);
  const set = { place_id: command.place_id, guest_id: command.guest_id, expires_at };
  const creation = {
    to: 'HELD' as const,
    set,
    event: holdEvent('placed', set),
    timers: [{ name: 'expire', due: expires_at }],
    claims: [{ table: ctx.places, key: command.place_id }],
    command: command.command_key,
  };
  return ctx.holds.create(command.hold_id, creation, call);
}

function held(hold: Parameters<typeof toWire>[0]): PlaceResponse {
  return { outcome: { $case: 'hold', value: toWire(hold) } };
}
