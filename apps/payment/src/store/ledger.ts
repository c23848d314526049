import { type Clock, type Instant } from '@hansom/platform-context';
import { type ContendedTable, contendedTable, int, text, textList, timestamp } from '@hansom/platform-store';

import { type Journal, JOURNAL_KINDS, type JournalKind, type Posting } from '../domain/journals.ts';
import { type CityList } from './city-days.ts';

export const journalsTable = contendedTable({
  name: 'journals',
  partition: { payment_id: text() },
  clustering: { kind: text<JournalKind>(), number: int() },
  columns: {
    booking_id: text(),
    city: text(),
    currency: text(),
    booked_at: timestamp(),
    /** `<account> <minor>` each. */
    postings: textList(),
  },
});

export interface BookedJournal extends Journal {
  readonly bookedAt: Instant;
}

/** The double-entry ledger: journals are added, and never changed. */
export interface Ledger {
  /** Books what is not booked yet. */
  post(journals: readonly Journal[]): Promise<void>;
  /** Of one payment, in the order in which they were booked. */
  ofPayment(paymentId: string): Promise<BookedJournal[]>;
  /** Of a city, in the order in which they were booked. */
  page(city: string, page: string): Promise<{ journals: BookedJournal[]; next: string }>;
}

export interface LedgerParts {
  table: ContendedTable<typeof journalsTable>;
  /** The journals of a city by when they were booked. */
  list: CityList;
  clock: Clock;
}

type Row = NonNullable<Awaited<ReturnType<LedgerParts['table']['get']>>>;

export function ledgerIn({ table, list, clock }: LedgerParts): Ledger {
  return {
    post: async (journals) => {
      for (const journal of journals) await postOne(journal); // in their order, which is that of the list
    },
    ofPayment: async (payment_id) => {
      const { rows } = await table.range({ partition: { payment_id }, limit: MOST_OF_PAYMENT });
      return rows.sort((a, b) => (keyOfRow(a) < keyOfRow(b) ? -1 : 1)).map(journalOf);
    },
    page: async (city, page) => {
      const { keys, next } = await list.page(city, page);
      const found = await Promise.all(keys.map(booked));
      return { journals: found.filter((journal) => journal !== undefined), next };
    },
  };

  /** The list first: an entry without its journal is passed over, a journal without an entry would be lost to it. */
  async function postOne(journal: Journal): Promise<void> {
    const { paymentId: payment_id, kind, number } = journal;
    if (await table.get({ payment_id, kind, number })) return;
    const booked_at = clock.now();
    await list.note(journal.city, { at: booked_at, key: keyOf(journal, booked_at) });
    await table.insertIfAbsent(rowOf(journal, booked_at));
  }

  async function booked(key: string): Promise<BookedJournal | undefined> {
    const { payment_id, kind, number, booked_at } = parsedKey(key);
    const row = await table.get({ payment_id, kind, number });
    return row?.booked_at === booked_at ? journalOf(row) : undefined;
  }
}

const DIGITS = 15;

/** More than a payment ever has: one of each kind, and one or two for each refund. */
const MOST_OF_PAYMENT = 1000;

function keyOfRow(row: Row): string {
  return keyOf(journalOf(row), row.booked_at);
}

/** Ordered by time; of one moment and payment, by kind. */
function keyOf({ paymentId, kind, number }: Journal, at: Instant): string {
  return [String(at).padStart(DIGITS, '0'), paymentId, JOURNAL_KINDS.indexOf(kind), number].join('/');
}

function parsedKey(key: string): Pick<Row, 'payment_id' | 'kind' | 'number'> & { booked_at: number } {
  const [at, payment_id = '', kindAt, number] = key.split('/');
  const kind = JOURNAL_KINDS[Number(kindAt)];
  if (!kind) throw new TypeError(`${key} is no entry of the ledger`);
  return { payment_id, kind, number: Number(number), booked_at: Number(at) };
}

function rowOf(journal: Journal, booked_at: Instant): Row {
  const { paymentId: payment_id, bookingId: booking_id, city, kind, number, currency } = journal;
  const postings = journal.postings.map(({ account, minor }) => `${account} ${minor}`);
  return { payment_id, kind, number, booking_id, city, currency, booked_at, postings };
}

function journalOf({
  payment_id,
  booking_id,
  city,
  kind,
  number,
  currency,
  booked_at,
  postings,
}: Row): BookedJournal {
  return {
    ...{ paymentId: payment_id, bookingId: booking_id, city, kind, number, currency, bookedAt: booked_at },
    postings: postings.map(postingOf),
  };
}

function postingOf(text: string): Posting {
  const [account = '', minor = ''] = text.split(' ');
  return { account, minor: BigInt(minor) };
}
