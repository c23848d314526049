import { type ServiceSummary } from '@hansom/client-console';
import { Link } from 'wouter';

import { type Column } from '../components/table.tsx';
import { formatCount, formatPercent, formatRate } from '../format/number.ts';
import { PromiseBar } from './promise-bar.tsx';
import css from './service-columns.module.css';
import { StateChip } from './state-chip.tsx';

export const COLUMNS: Column<ServiceSummary>[] = [
  { key: 'name', label: 'Service', cell: (service) => <Name service={service} /> },
  { key: 'state', label: 'State', cell: ({ state }) => <StateChip state={state} /> },
  {
    ...{ key: 'instances', label: 'Instances', numeric: true },
    cell: ({ instances }) => formatCount(instances),
  },
  { key: 'versions', label: 'Versions', cell: (service) => <Versions service={service} /> },
  {
    ...{ key: 'rate', label: 'Calls', numeric: true },
    cell: ({ callsPerSecond }) => formatRate(callsPerSecond),
  },
  { key: 'failures', label: 'Failures', numeric: true, cell: (service) => <Failures service={service} /> },
  { key: 'p95', label: 'Worst p95 and promise', cell: (service) => <Worst service={service} /> },
];

function Name({ service: { name, reason } }: { service: ServiceSummary }) {
  return (
    <>
      <Link href={`/services/${name}`}>{name}</Link>
      {reason && <span className={css.reason}>{reason}</span>}
    </>
  );
}

function Versions({ service: { versions, steered } }: { service: ServiceSummary }) {
  return (
    <span className={css.versions}>
      {versions.map(({ version, percent }) => (
        <span key={version}>
          <code>{version}</code>
          {versions.length > 1 && ` ${formatPercent(percent)}`}
        </span>
      ))}
      {steered && <span className={css.steered}>steered</span>}
    </span>
  );
}

function Failures({ service: { failuresPerSecond } }: { service: ServiceSummary }) {
  return <span className={failuresPerSecond > 0 ? css.bad : css.none}>{formatRate(failuresPerSecond)}</span>;
}

function Worst({ service: { worst } }: { service: ServiceSummary }) {
  if (!worst) return <span className={css.none}>nobody called</span>;
  return <PromiseBar p95Ms={worst.p95Ms} promisedMs={worst.promisedP95Ms} of={rpcOf(worst.path)} />;
}

/** `/hansom.booking.v1.BookingService/Create` is `Create`. */
export function rpcOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
