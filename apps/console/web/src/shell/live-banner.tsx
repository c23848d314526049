import { useQueryClient } from '@tanstack/react-query';
import { Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';

import { ME_KEY } from '../api/query-client.ts';
import { formatSpan } from '../format/span.ts';
import { useLive } from '../live/live-context.tsx';
import css from './live-banner.module.css';

/** Says so while what one sees grows old; a session that ended leads to the sign-in, a city that one no longer sees to what is left. */
export function LiveBanner() {
  const status = useLive((view) => view.status);
  const queries = useQueryClient();
  const refused = status.kind === 'refused' ? status.why : undefined;
  useEffect(() => {
    if (refused === 'signed-out') queries.setQueryData(ME_KEY, null);
    if (refused === 'no-city') void queries.invalidateQueries({ queryKey: ME_KEY });
  }, [refused, queries]);
  const late = useLate(status.kind === 'connecting');
  return (
    <div role="status">
      {late && (
        <p className={css.banner}>
          <Unplug size={16} aria-hidden />
          Live updates are not to be had yet, still connecting.
        </p>
      )}
      {refused === 'no-city' && (
        <p className={css.banner}>
          <Unplug size={16} aria-hidden />
          This city is not yours to see, so nothing of it moves.
        </p>
      )}
      {status.kind === 'lost' && (
        <p className={css.banner}>
          <Unplug size={16} aria-hidden />
          <span>Live updates are interrupted, reconnecting.</span>
          <Since moment={status.since} />
        </p>
      )}
    </div>
  );
}

/** How long a first connection may take before it is spoken of, in milliseconds. */
const LATE_MS = 3_000;

function useLate(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!waiting) return undefined;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [waiting]);
  return waiting && late;
}

/** Counts on, which nobody wants to hear every second. */
function Since({ moment }: { moment: number }) {
  const [lostMs, setLostMs] = useState(() => performance.now() - moment);
  useEffect(() => {
    const timer = setInterval(() => setLostMs(performance.now() - moment), 1_000);
    return () => clearInterval(timer);
  }, [moment]);
  return <span aria-hidden>What you see is {formatSpan(Math.max(1_000, lostMs))} old.</span>;
}
