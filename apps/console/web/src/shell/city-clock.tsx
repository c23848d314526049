import { Gauge } from 'lucide-react';

import { Tip } from '../components/tip.tsx';
import { useCityTime, useLive } from '../live/live-context.tsx';
import { useCity, useTimes } from '../session/me-context.tsx';
import css from './city-clock.module.css';

/** The city's time, and how fast it passes. */
export function CityClock() {
  const { name } = useCity();
  const times = useTimes();
  const now = useCityTime(250);
  const speed = useLive(({ city }) => city?.clock.speed);
  const explained = now === undefined ? 'The clock of the city is not known yet' : times.full(now);
  return (
    <Tip
      text={speed !== undefined && speed !== 1 ? `${explained}, ${speed} times as fast as ours` : explained}
    >
      <button type="button" className={css.clock}>
        <span className="visually-hidden">Time in {name}:</span>
        <time className={css.time}>{now === undefined ? '--:--:--' : times.second(now)}</time>
        {speed !== undefined && speed !== 1 && (
          <span className={css.speed}>
            <Gauge size={13} aria-hidden />
            {speed}×
          </span>
        )}
      </button>
    </Tip>
  );
}
