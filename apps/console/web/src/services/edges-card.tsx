import { type ServiceEdge } from '@hansom/client-console';
import { Unplug } from 'lucide-react';
import { Link } from 'wouter';

import { Card } from '../components/card.tsx';
import { Empty } from '../components/empty.tsx';
import { type Column } from '../components/table.tsx';
import { formatMillis } from '../format/number.ts';
import { RatesCell } from './rates-cell.tsx';
import { rpcOf } from './service-columns.tsx';
import { SortableTable } from './sortable-table.tsx';

interface EdgesCardProps {
  title: string;
  /** The end of the edges that is not this service. */
  end: 'from' | 'to';
  edges: readonly ServiceEdge[];
}

/** Calls between this service and others, as the caller saw them. */
export function EdgesCard({ title, end, edges }: EdgesCardProps) {
  return (
    <Card title={title} aside="as the caller saw it" flush>
      {edges.length === 0 ? (
        <Empty icon={Unplug} title={end === 'from' ? 'Nobody, so far' : 'Nobody'} small />
      ) : (
        <SortableTable
          caption={title}
          columns={columnsOf(end)}
          rows={edges}
          keyOf={(edge) => `${edge[end]} ${edge.path}`}
          first={{ by: 'ok', direction: 'descending' }}
        />
      )}
    </Card>
  );
}

function columnsOf(end: 'from' | 'to'): Column<ServiceEdge>[] {
  return [
    {
      ...{ key: 'service', label: 'Service', sort: (edge) => edge[end] },
      cell: (edge) => <Link href={`/services/${edge[end]}`}>{edge[end]}</Link>,
    },
    { key: 'rpc', label: 'Endpoint', cell: ({ path }) => rpcOf(path), sort: ({ path }) => rpcOf(path) },
    {
      ...{ key: 'ok', label: 'Answered /s', numeric: true, sort: ({ ok }) => ok.perSecond1m },
      cell: ({ ok }) => <RatesCell rates={ok} />,
    },
    {
      ...{ key: 'failed', label: 'Failed /s', numeric: true, sort: ({ failed }) => failed.perSecond1m },
      cell: ({ failed }) => <RatesCell rates={failed} bad />,
    },
    durationColumn('mean', 'Mean', ({ meanMs }) => meanMs),
    durationColumn('p95', 'p95', ({ p95Ms }) => p95Ms),
  ];
}

function durationColumn(
  key: string,
  label: string,
  sort: (edge: ServiceEdge) => number,
): Column<ServiceEdge> {
  return { key, label, numeric: true, sort, cell: (edge) => formatMillis(sort(edge)) };
}
