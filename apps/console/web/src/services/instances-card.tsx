import { type InstanceCheck, type ServiceInstance } from '@hansom/client-console';
import { CircleCheck, CircleDashed, CircleX, ServerOff } from 'lucide-react';

import { Card } from '../components/card.tsx';
import { Chip } from '../components/chip.tsx';
import { Empty } from '../components/empty.tsx';
import { type Column, Table } from '../components/table.tsx';
import { formatBytes } from '../format/number.ts';
import { formatSpan } from '../format/span.ts';
import css from './instances-card.module.css';

const COLUMNS: Column<ServiceInstance>[] = [
  { key: 'id', label: 'Instance', cell: (instance) => <Instance instance={instance} /> },
  { key: 'state', label: 'State', cell: (instance) => <State instance={instance} /> },
  { key: 'version', label: 'Version', cell: ({ version }) => <code className={css.version}>{version}</code> },
  { key: 'zone', label: 'Zone', cell: ({ zone }) => zone || 'none' },
  { key: 'up', label: 'Up for', numeric: true, cell: ({ upMs }) => upMs !== undefined && formatSpan(upMs) },
  {
    ...{ key: 'memory', label: 'Memory', numeric: true },
    cell: ({ memoryBytes }) => memoryBytes !== undefined && formatBytes(memoryBytes),
  },
  { key: 'checks', label: 'Checks', cell: ({ checks }) => <Checks checks={checks} /> },
];

/** Who serves it, where, and how each does. */
export function InstancesCard({ instances }: { instances: readonly ServiceInstance[] }) {
  return (
    <Card title="Instances" aside={instances.length || undefined} flush>
      {instances.length === 0 ? (
        <Empty icon={ServerOff} title="None is alive" small>
          <p>Calls to it fail until one registers.</p>
        </Empty>
      ) : (
        <Table caption="Instances" columns={COLUMNS} rows={instances} keyOf={({ id }) => id} />
      )}
    </Card>
  );
}

function Instance({ instance: { id, address, label } }: { instance: ServiceInstance }) {
  return (
    <>
      <code>{id}</code>
      <span className={css.note}>
        {address}
        {label && `, only for ${label}`}
      </span>
    </>
  );
}

function State({ instance: { state, reason } }: { instance: ServiceInstance }) {
  if (reason) {
    return (
      <span>
        <Chip tone="bad">Silent</Chip>
        <span className={css.note}>{reason}</span>
      </span>
    );
  }
  return state === 'SERVING' ? <Chip tone="good">Serving</Chip> : <Chip tone="warn">Draining</Chip>;
}

/** Those that fail with their reason, the others in a count. */
function Checks({ checks }: { checks: readonly InstanceCheck[] }) {
  const failing = checks.filter(({ state }) => state === 'FAILING');
  const pending = checks.filter(({ state }) => state === 'PENDING').length;
  const passing = checks.length - failing.length - pending;
  return (
    <ul className={css.checks}>
      {failing.map(({ name, reason, priority }) => (
        <li key={name} className={css.failing}>
          <CircleX size={14} aria-hidden />
          <span>
            <strong>{name}</strong> {reason} <span className={css.priority}>({priority.toLowerCase()})</span>
          </span>
        </li>
      ))}
      {passing > 0 && (
        <li className={css.passing}>
          <CircleCheck size={14} aria-hidden /> {passing} pass
        </li>
      )}
      {pending > 0 && (
        <li className={css.pending}>
          <CircleDashed size={14} aria-hidden /> {pending} not run yet
        </li>
      )}
    </ul>
  );
}
