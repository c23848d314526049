import { type DriverStory } from '@hansom/client-console';
import { MapPin } from 'lucide-react';
import { Link } from 'wouter';

import { Chip } from '../../components/chip.tsx';
import { Id } from '../../components/copy.tsx';
import { DoingMark } from '../../components/doing-mark.tsx';
import { Failed } from '../../components/failed.tsx';
import { MissingParts } from '../../components/missing.tsx';
import { Page } from '../../components/page.tsx';
import { Loading, Skeleton } from '../../components/skeleton.tsx';
import { Stale } from '../../components/stale.tsx';
import { HowLong } from '../../components/time.tsx';
import { DOING } from '../../theme/doing.ts';
import { doingOf } from '../looks.ts';
import { useDriver } from '../queries.ts';
import css from '../story.module.css';
import { JobsCard } from './jobs-card.tsx';
import { PersonCard } from './person-card.tsx';
import { ShiftCard } from './shift-card.tsx';
import { SilenceCard } from './silence-card.tsx';
import { TakingsCard } from './takings-card.tsx';

/** Who a driver is, and what the day was. */
export function DriverView({ id }: { id: string }) {
  const { data: story, error, refetch } = useDriver(id);
  if (story) return <Story story={story} error={error} />;
  return (
    <Page title="Driver" hideTitle>
      {error ? <Failed error={error} what="The driver" retry={() => void refetch()} /> : <DriverSkeleton />}
    </Page>
  );
}

function Story({ story, error }: { story: DriverStory; error: unknown }) {
  return (
    <Page title={story.name || 'Driver'} lead={<Lead story={story} />} actions={<DoingNow story={story} />}>
      <Stale error={error} what="The driver" />
      <MissingParts missing={story.missing} />
      <ShiftCard shift={story.shift} city={story.city} />
      <div className={css.columns}>
        <div className={css.column}>
          <JobsCard jobs={story.jobs} city={story.city} />
        </div>
        <div className={css.column}>
          <TakingsCard story={story} />
          <SilenceCard story={story} />
          <PersonCard story={story} />
        </div>
      </div>
    </Page>
  );
}

function Lead({ story: { id, city, shift } }: { story: DriverStory }) {
  return (
    <div className={css.lead}>
      <Id id={id} what="the driver’s id" />
      {shift?.live && (
        <Link className={css.follow} href={`/city/${city}?follow=${id}`}>
          <MapPin size={16} aria-hidden /> Follow on the map
        </Link>
      )}
      {shift?.bookingId && <Link href={`/bookings/${shift.bookingId}`}>The job at hand</Link>}
    </div>
  );
}

function DoingNow({ story: { shift, city } }: { story: DriverStory }) {
  const doing = shift?.live ? doingOf(shift.state) : undefined;
  if (!shift || !doing) return <Chip>Off shift</Chip>;
  return (
    <Chip icon={<DoingMark doing={doing} />}>
      {DOING[doing].label} <HowLong since={shift.stateSince} city={city} />
    </Chip>
  );
}

function DriverSkeleton() {
  return (
    <Loading what="the driver">
      <div className={css.column}>
        <Skeleton shape="card" />
        <Skeleton shape="tall" />
      </div>
    </Loading>
  );
}
