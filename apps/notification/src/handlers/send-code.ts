import { instant } from '@hansom/platform-context';
import { type Handler } from '@hansom/platform-rpc';
import { type SendCodeRequest, type SendCodeResponse } from '@hansom/proto-notification';
import { requireId, timeOf } from '@hansom/shared-ids';
import { idCheck } from '@hansom/shared-ids';

import { type NotificationContext } from '../context.ts';
import { TEXTS } from '../domain/texts.ts';
import { check, phoneCheck } from './mapping.ts';

export function sendCode(ctx: NotificationContext): Handler<SendCodeRequest, SendCodeResponse> {
  return async ({ challengeId, phone, code }) => {
    check(idCheck('challenge', challengeId), phoneCheck(phone), {
      field: 'code',
      rule: 'must have six digits',
      holds: /^[0-9]{6}$/.test(code),
    });
    // A repeat is known by its place in the mailbox, so its time is one that it brings along.
    const sentAt = instant(timeOf(requireId('challenge', challengeId, 'challenge_id')));
    await ctx.sender.send({ id: challengeId, phone, kind: 'CODE', text: TEXTS.code(code), sentAt });
    return {};
  };
}
