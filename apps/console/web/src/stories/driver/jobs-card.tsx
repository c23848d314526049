import { type StoryJob } from '@hansom/client-console';
import { Route } from 'lucide-react';
import { Link } from 'wouter';

import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { Empty } from '../../components/empty.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { Time } from '../../components/time.tsx';
import { between } from '../../format/moment.ts';
import { formatMoney } from '../../format/money.ts';
import { formatSpan } from '../../format/span.ts';
import { bookingLook } from '../looks.ts';
import css from './jobs-card.module.css';

/** The jobs of the day. */
export function JobsCard({ jobs, city }: { jobs: readonly StoryJob[]; city: string }) {
  return (
    <Card title="Jobs today" aside={jobs.length || undefined} flush>
      {jobs.length === 0 ? (
        <Empty icon={Route} title="None yet" small />
      ) : (
        <Table caption="Jobs, newest first" columns={columnsIn(city)} rows={jobs} keyOf={keyOf} />
      )}
    </Card>
  );
}

function columnsIn(city: string): Column<StoryJob>[] {
  return [
    { key: 'way', label: 'From, to', cell: (job) => <Way job={job} /> },
    {
      ...{ key: 'assigned', label: 'Assigned', numeric: true },
      cell: ({ assignedAt }) => assignedAt && <Time at={assignedAt} city={city} />,
    },
    { key: 'trip', label: 'Trip', numeric: true, cell: tripOf },
    { key: 'fare', label: 'Fare', numeric: true, cell: ({ fare }) => fare && formatMoney(fare.total) },
    { key: 'state', label: 'State', cell: (job) => <State job={job} /> },
  ];
}

function Way({ job }: { job: StoryJob }) {
  return (
    <>
      <Link href={`/bookings/${job.bookingId}`}>{wayOf(job)}</Link>
      <span className={css.rider}>{job.riderName}</span>
    </>
  );
}

function State({ job: { state, lost } }: { job: StoryJob }) {
  if (lost) return <Chip tone="warn">Lost</Chip>;
  const { label, tone } = bookingLook(state);
  return <Chip tone={tone}>{label}</Chip>;
}

function wayOf({ pickup, destination, bookingId }: StoryJob): string {
  return [pickup.label, destination.label].filter(Boolean).join(' → ') || bookingId;
}

function tripOf({ startedAt, endedAt }: StoryJob): string | undefined {
  return startedAt && endedAt && formatSpan(between(startedAt, endedAt));
}

function keyOf({ bookingId, assignedAt }: StoryJob): string {
  return `${bookingId} ${assignedAt}`;
}
