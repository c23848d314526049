import { type ReceivedEvent } from '@hansom/platform-bus';
import { type Call } from '@hansom/platform-rpc';
import { type Booking } from '@hansom/proto-booking';

import { type NotificationContext } from './context.ts';
import { isFleeting, type Message } from './domain/message.ts';
import { given } from './given.ts';

export interface News extends Pick<Message, 'kind'> {
  /** Where neighbours must be asked for it, a function, which is called only if it is sent. */
  text: string | (() => Promise<string>);
  event: Pick<ReceivedEvent<unknown>, 'id' | 'occurredAt'>;
  booking: Pick<Booking, 'bookingId' | 'riderId'>;
}

/** Sends a rider word of an event, once for each event. What is fleeting is not sent late. */
export async function tellRider(ctx: NotificationContext, news: News, call: Call): Promise<void> {
  const { event, kind } = news;
  const { bookingId, riderId } = news.booking;
  const age = ctx.clock.now() - event.occurredAt;
  if (isFleeting(kind) && age > ctx.config.current.freshMs) return;
  const { profile } = await ctx.customer.getProfile({ riderId }, call);
  const { phone } = given(profile, 'the profile');
  const text = typeof news.text === 'string' ? news.text : await news.text();
  await ctx.sender.send({ id: event.id, phone, kind, text, sentAt: event.occurredAt, riderId, bookingId });
}
