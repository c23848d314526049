import { useQueryClient } from '@tanstack/react-query';
import { Unplug } from 'lucide-react';
import { useEffect, useState } from 'react';

import { ME_KEY } from '../api/query-client.ts';
import { formatSpan } from '../format/span.ts';
import { useLive } from '../live/live-context.tsx';
import css from './live-banner.module.css';

/** Says so while what one sees grows old; a session that ended leads to the sign-in. */
export function LiveBanner() {
  const status = useLive((view) => view.status);
  const queries = useQueryClient();
  const signedOut = status.kind === 'refused' && status.why === 'signed-out';
  useEffect(() => {
    if (signedOut) queries.setQueryData(ME_KEY, null);
  }, [signedOut, queries]);
  return (
    <div role="status">
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

/** Counts on, which nobody wants to hear every second. */
function Since({ moment }: { moment: number }) {
  const [lostMs, setLostMs] = useState(() => performance.now() - moment);
  useEffect(() => {
    const timer = setInterval(() => setLostMs(performance.now() - moment), 1_000);
    return () => clearInterval(timer);
  }, [moment]);
  return <span aria-hidden>What you see is {formatSpan(Math.max(1_000, lostMs))} old.</span>;
}
