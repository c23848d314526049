import { LocateFixed, X } from 'lucide-react';
import { Link } from 'wouter';

import { type Taxi } from '../../../src/live/protocol.ts';
import { Button } from '../components/button.tsx';
import { DoingMark } from '../components/doing-mark.tsx';
import { formatSpeed } from '../format/number.ts';
import { formatSpan } from '../format/span.ts';
import { useCityTime } from '../live/live-context.tsx';
import { DOING } from '../theme/doing.ts';
import css from './map-card.module.css';

interface TaxiCardProps {
  taxi: Taxi;
  /** Whether the map goes along with it. */
  goesAlong: boolean;
  onGoAlong: () => void;
  onClose: () => void;
}

/** The taxi that is followed. */
export function TaxiCard({ taxi, goesAlong, onGoAlong, onClose }: TaxiCardProps) {
  const now = useCityTime();
  const { doing, metresPerSecond, bookingId } = taxi;
  return (
    <section className={css.card} aria-label={`Taxi ${taxi.plate}`}>
      <header className={css.header}>
        <DoingMark doing={doing} size={20} />
        <h2 className={css.title}>
          <Link href={`/drivers/${taxi.id}`}>{taxi.name || 'Driver without a name'}</Link>
        </h2>
        <span className={css.plate}>{taxi.plate}</span>
        <button type="button" className={css.close} aria-label="Stop following" onClick={onClose}>
          <X size={18} aria-hidden />
        </button>
      </header>
      <dl className={css.facts}>
        <div>
          <dt>{DOING[doing].label}</dt>
          <dd>{now === undefined ? '–' : formatSpan(Math.max(1_000, now - taxi.since))}</dd>
        </div>
        <div>
          <dt>Speed</dt>
          <dd>{metresPerSecond === undefined ? 'not known' : formatSpeed(metresPerSecond)}</dd>
        </div>
        <div>
          <dt>Last fix</dt>
          <dd>
            {now === undefined || taxi.fixAt === undefined
              ? 'none yet'
              : `${formatSpan(Math.max(1_000, now - taxi.fixAt))} old`}
          </dd>
        </div>
      </dl>
      <footer className={css.footer}>
        {bookingId === undefined ? (
          <span className={css.faint}>No job</span>
        ) : (
          <Link href={`/bookings/${bookingId}`}>Story of the job</Link>
        )}
        {!goesAlong && (
          <Button look="quiet" onClick={onGoAlong}>
            <LocateFixed size={16} aria-hidden /> Go along
          </Button>
        )}
      </footer>
    </section>
  );
}
