import { checkFields } from '@hansom/platform-errors';
import { type Handler } from '@hansom/platform-rpc';
import { type PingRequest, type PingResponse } from '@hansom/proto-console';

import { type ConsoleContext } from '../context.ts';

const LONGEST_MESSAGE = 1000;

export function ping(ctx: ConsoleContext): Handler<PingRequest, PingResponse> {
  return ({ message }) => {
    const rule = `must have at most ${LONGEST_MESSAGE} characters`;
    checkFields('console', [{ field: 'message', rule, holds: message.length <= LONGEST_MESSAGE }]);
    return { message, answeredAt: new Date(ctx.clock.now()) };
  };
}
