import { Card } from '../../components/card.tsx';
import { Id } from '../../components/copy.tsx';
import css from './traces-card.module.css';

/** The traces of all that happened, to follow a call through the services. */
export function TracesCard({ traceIds }: { traceIds: readonly string[] }) {
  if (traceIds.length === 0) return null;
  return (
    <Card title="Traces" aside={traceIds.length}>
      <ul className={css.list}>
        {traceIds.map((traceId) => (
          <li key={traceId}>
            <Id id={traceId} what="the trace id" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
