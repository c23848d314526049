import { useQuery } from '@tanstack/react-query';
import { ChartLine, Table2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';

import { useApi } from '../api/api.tsx';
import { Button } from '../components/button.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useLive } from '../live/live-context.tsx';
import { useTimes } from '../session/me-context.tsx';
import { Chart } from './chart.tsx';
import { type ChartFacts, chartsOf } from './history.ts';
import { HistoryTable } from './history-table.tsx';
import css from './now-panel.module.css';

const REFETCH_MS = 15_000;

/** The last hours of city time, as charts or as tables. */
export function HistorySection({ city }: { city: string }) {
  const { data, error, refetch } = useHistory(city);
  const [asTable, setAsTable] = useState(false);
  const Icon = asTable ? ChartLine : Table2;
  return (
    <section className={css.part}>
      <header className={css.row}>
        <h2 className={css.heading}>The hours before</h2>
        <Button look="quiet" onClick={() => setAsTable(!asTable)}>
          <Icon size={16} aria-hidden /> {asTable ? 'Charts' : 'Tables'}
        </Button>
      </header>
      {error && !data && (
        <p className={css.note}>
          They could not be loaded. <Button onClick={() => void refetch()}>Try again</Button>
        </p>
      )}
      {!data && !error && <Skeleton shape="row" count={3} />}
      {data && <Charts {...data} asTable={asTable} />}
    </section>
  );
}

interface ChartsProps {
  samples: number;
  charts: readonly ChartFacts[];
  asTable: boolean;
}

function Charts({ samples, charts, asTable }: ChartsProps) {
  const times = useTimes();
  if (samples < 2) return <p className={css.note}>They begin to show after two minutes of city time.</p>;
  const Shown = asTable ? HistoryTable : Chart;
  return charts.map((facts) => <Shown key={facts.title} facts={facts} times={times} />);
}

function useHistory(city: string) {
  const api = useApi();
  const known = useLive((view) => view.city !== undefined);
  const { data, error, refetch } = useQuery({
    queryKey: ['history', city],
    queryFn: ({ signal }) => api.getHistory({ params: { city } }, { signal }),
    enabled: known, // a console that has just started knows it as late as the city
    refetchInterval: REFETCH_MS,
  });
  const again = useCallback(() => refetch(), [refetch]);
  const charts = useMemo(
    () => data && { samples: data.samples.length, charts: chartsOf(data.samples) },
    [data],
  );
  return { data: charts, error, refetch: again };
}
