import { Moment } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { type Message as WireMessage, MessageKind } from '@hansom/proto-notification';

const KINDS = [
  ...(['CODE', 'DRIVER_ASSIGNED', 'DRIVER_ARRIVED', 'DRIVER_LOST'] as const),
  ...(['CANCELLED', 'NO_DRIVER', 'PAYMENT_FAILED', 'RECEIPT'] as const),
] as const;

/** What somebody was sent. */
export const Message = z
  .object({
    id: z.string(),
    kind: z.enum(KINDS),
    text: z.string(),
    bookingId: z.string().optional(),
    sentAt: Moment,
  })
  .meta({ id: 'Message' });

export function toMessage(message: WireMessage): z.output<typeof Message> {
  const { messageId: id, text, bookingId, sentAt } = message;
  const kind = KINDS.find((name) => MessageKind[name] === message.kind) ?? 'RECEIPT';
  return { id, kind, text, bookingId: bookingId || undefined, sentAt: (sentAt ?? new Date(0)).toISOString() };
}
