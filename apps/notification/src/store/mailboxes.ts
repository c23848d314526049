import { instant, type Instant, type Millis } from '@hansom/platform-context';
import { type ContendedTable, contendedTable, optional, text, timestamp } from '@hansom/platform-store';

import { type Kind, type Message } from '../domain/message.ts';

/** What phones were sent. Both parts of a message's place follow from what it tells, so it is put there once. */
export const mailboxesTable = contendedTable({
  name: 'mailboxes',
  partition: { phone: text() },
  clustering: { sent_at: timestamp(), message_id: text() },
  columns: { kind: text<Kind>(), text: text(), rider_id: optional(text()), booking_id: optional(text()) },
});

export interface Mailboxes {
  put(message: Message): Promise<void>;
  /** Newest first, from the page's place on. */
  newest(phone: string, page?: Place): Promise<{ messages: Message[]; next?: Place }>;
}

/** Where a page begins: with what was sent before this. */
export interface Place {
  sentAt: Instant;
  messageId: string;
}

export const PAGE = 50;

export function mailboxes(table: ContendedTable<typeof mailboxesTable>, lifeMs: () => Millis): Mailboxes {
  return { put, newest };

  async function put({ id, phone, kind, sentAt, riderId, bookingId, text }: Message): Promise<void> {
    const key = { phone, sent_at: sentAt, message_id: id };
    const row = { ...key, kind, text, rider_id: riderId, booking_id: bookingId };
    await table.insertIfAbsent(row, { ttlMs: lifeMs() });
  }

  async function newest(phone: string, page?: Place): Promise<{ messages: Message[]; next?: Place }> {
    const before = page && { sent_at: page.sentAt, message_id: page.messageId };
    const query = { partition: { phone }, limit: PAGE, reverse: true, ...(before && { before }) };
    const { rows, next } = await table.range(query);
    const last = rows.at(-1);
    return {
      messages: rows.map((row) => ({
        id: row.message_id,
        phone,
        kind: row.kind,
        text: row.text,
        sentAt: row.sent_at,
        riderId: row.rider_id,
        bookingId: row.booking_id,
      })),
      ...(next !== undefined && last && { next: { sentAt: last.sent_at, messageId: last.message_id } }),
    };
  }
}

/** A place as a text for callers to give back. */
export function placeText({ sentAt, messageId }: Place): string {
  return `${sentAt}.${messageId}`;
}

/** Undefined for what is no place. */
export function placeOf(text: string): Place | undefined {
  const [, sentAt = '', messageId = ''] = /^([0-9]{1,15})\.(.{1,200})$/.exec(text) ?? [];
  return messageId === '' ? undefined : { sentAt: instant(Number(sentAt)), messageId };
}
