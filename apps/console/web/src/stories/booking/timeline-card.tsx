import { type StoryEvent } from '@hansom/client-console';
import { Bot, CarTaxiFront, Headset, History, type LucideIcon, UserRound } from 'lucide-react';

import { Card } from '../../components/card.tsx';
import { CopyButton } from '../../components/copy.tsx';
import { Empty } from '../../components/empty.tsx';
import { Time } from '../../components/time.tsx';
import { between } from '../../format/moment.ts';
import { formatSpan } from '../../format/span.ts';
import { useMe } from '../../session/me-context.tsx';
import { eventLabel } from './event-label.ts';
import css from './timeline-card.module.css';

const ACTORS: Record<StoryEvent['by'], { label: string; icon: LucideIcon }> = {
  RIDER: { label: 'the rider', icon: UserRound },
  DRIVER: { label: 'the driver', icon: CarTaxiFront },
  SYSTEM: { label: 'Hansom', icon: Bot },
  OPERATOR: { label: 'an operator', icon: Headset },
};

interface TimelineCardProps {
  events: readonly StoryEvent[];
  city: string;
}

/** What happened, who did it and why. */
export function TimelineCard({ events, city }: TimelineCardProps) {
  const name = useMe().cities.find(({ code }) => code === city)?.name ?? city;
  return (
    <Card title="What happened" aside={`times of ${name}`}>
      {events.length === 0 ? (
        <Empty icon={History} title="Nothing is known any more" small>
          <p>Events are kept for a while, and this ride is older.</p>
        </Empty>
      ) : (
        <ol className={css.line}>
          {events.map((event, at) => (
            <Happened key={event.version} event={event} before={events[at - 1]} city={city} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Happened({ event, before, city }: { event: StoryEvent; before?: StoryEvent; city: string }) {
  const { label, icon: Icon } = ACTORS[event.by];
  const moved = event.to !== undefined && event.to !== event.from;
  return (
    <li className={css.event} data-moved={moved || undefined}>
      <span className={css.when}>
        <Time at={event.at} city={city} />
        <span className={css.after}>{before && `+${formatSpan(between(before.at, event.at))}`}</span>
      </span>
      <span className={css.dot} aria-hidden />
      <span className={css.what}>
        <span className={css.title}>{eventLabel(event.event)}</span>
        <span className={css.who}>
          <Icon size={14} aria-hidden /> by {label}
        </span>
        {event.why && <span className={css.why}>{event.why}</span>}
      </span>
      {event.traceId && (
        <CopyButton text={event.traceId} what={`the trace id of ${eventLabel(event.event)}`} />
      )}
    </li>
  );
}
