import { type ServiceEndpoint } from '@hansom/client-console';
import { PlugZap } from 'lucide-react';

import { Card } from '../components/card.tsx';
import { Empty } from '../components/empty.tsx';
import { type Column } from '../components/table.tsx';
import { formatMillis, formatRate } from '../format/number.ts';
import { PromiseBar } from './promise-bar.tsx';
import css from './rates.module.css';
import { RatesCell } from './rates-cell.tsx';
import { rpcOf } from './service-columns.tsx';
import { SortableTable } from './sortable-table.tsx';

const COLUMNS: Column<ServiceEndpoint>[] = [
  { key: 'rpc', label: 'Endpoint', cell: ({ path }) => rpcOf(path), sort: ({ path }) => rpcOf(path) },
  {
    ...{ key: 'ok', label: 'Answered /s', numeric: true, sort: ({ ok }) => ok.perSecond1m },
    cell: ({ ok }) => <RatesCell rates={ok} />,
  },
  {
    ...{ key: 'failed', label: 'Failed /s', numeric: true, sort: ({ failed }) => failed.perSecond1m },
    cell: ({ failed }) => <RatesCell rates={failed} bad />,
  },
  {
    ...{
      key: 'refused',
      label: 'Callers’ fault',
      numeric: true,
      sort: ({ callersFault }) => callersFault.perSecond1m,
    },
    cell: ({ callersFault }) => formatRate(callersFault.perSecond1m),
  },
  {
    ...{ key: 'mean', label: 'Mean', numeric: true, sort: ({ meanMs }) => meanMs },
    cell: (endpoint) => (endpoint.kept === undefined ? <None /> : formatMillis(endpoint.meanMs)),
  },
  {
    ...{
      key: 'p95',
      label: 'p95 against promise',
      sort: ({ p95Ms, promise }) => p95Ms / (promise?.p95Ms ?? Infinity),
    },
    cell: (endpoint) => <Promised endpoint={endpoint} />,
  },
];

/** What one can call, and how it goes: the slowest for their promise first. */
export function EndpointsCard({ endpoints }: { endpoints: readonly ServiceEndpoint[] }) {
  return (
    <Card title="Endpoints" aside="calls a second over 1, 5 and 15 min" flush>
      {endpoints.length === 0 ? (
        <Empty icon={PlugZap} title="None is known" small>
          <p>An instance that answers tells which it has.</p>
        </Empty>
      ) : (
        <SortableTable
          caption="Endpoints"
          columns={COLUMNS}
          rows={endpoints}
          keyOf={({ path }) => path}
          first={{ by: 'p95', direction: 'descending' }}
        />
      )}
    </Card>
  );
}

function Promised({ endpoint: { kept, p95Ms, promise } }: { endpoint: ServiceEndpoint }) {
  if (!promise) return <span className={css.none}>{formatMillis(p95Ms)}, nothing promised</span>;
  if (kept === undefined)
    return <span className={css.none}>not called, promises {formatMillis(promise.p95Ms)}</span>;
  return <PromiseBar p95Ms={p95Ms} promisedMs={promise.p95Ms} />;
}

function None() {
  return <span className={css.none}>none</span>;
}
