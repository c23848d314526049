import { type StoryOffer } from '@hansom/client-console';
import { Inbox } from 'lucide-react';
import { Link } from 'wouter';

import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { between } from '../../format/moment.ts';
import { formatMetres } from '../../format/number.ts';
import { formatSpan } from '../../format/span.ts';
import { offerLook } from '../looks.ts';
import css from './offers-card.module.css';

/** Whom the ride was offered to, and how each offer ended. */
export function OffersCard({ offers, city }: { offers: readonly StoryOffer[]; city: string }) {
  return (
    <Card title="Offers" aside={offers.length || undefined} flush>
      {offers.length === 0 ? (
        <Empty icon={Inbox} title="Nobody was offered it yet" small />
      ) : (
        <Table caption="Offers made" columns={columnsIn(city)} rows={offers} keyOf={({ id }) => id} />
      )}
    </Card>
  );
}

function columnsIn(city: string): Column<StoryOffer>[] {
  return [
    { key: 'driver', label: 'Driver', cell: (offer) => <Whom offer={offer} /> },
    {
      key: 'made',
      label: 'Made',
      numeric: true,
      cell: ({ createdAt }) => <Time at={createdAt} city={city} />,
    },
    { key: 'away', label: 'Away', numeric: true, cell: (offer) => <Away offer={offer} /> },
    { key: 'answer', label: 'Answered after', numeric: true, cell: answeredAfter },
    { key: 'end', label: 'How it ended', cell: (offer) => <End offer={offer} /> },
  ];
}

function Whom({ offer: { driver, search, wave } }: { offer: StoryOffer }) {
  return (
    <>
      <Link href={`/drivers/${driver.id}`}>{driver.name || driver.id}</Link>
      <span className={css.note}>
        search {search}, wave {wave}
      </span>
    </>
  );
}

function Away({ offer: { pickupDistanceMetres, pickupDurationMs } }: { offer: StoryOffer }) {
  return (
    <span>
      {formatMetres(pickupDistanceMetres)}
      <span className={css.note}>{formatSpan(pickupDurationMs)}</span>
    </span>
  );
}

function answeredAfter({ sentAt, createdAt, answeredAt, deadlineAt, open }: StoryOffer): string {
  if (answeredAt) return formatSpan(between(sentAt ?? createdAt, answeredAt));
  return open ? `has ${formatSpan(between(sentAt ?? createdAt, deadlineAt))}` : 'not';
}

function End({ offer: { state, ended } }: { offer: StoryOffer }) {
  const { label, tone } = offerLook(state);
  return (
    <span>
      <Chip tone={tone}>{label}</Chip>
      {ended && <span className={css.note}>{ended}</span>}
    </span>
  );
}
