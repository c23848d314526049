import { type ServiceSummary } from '@hansom/client-console';
import { ServerOff } from 'lucide-react';
import { useState } from 'react';

import { Card } from '../components/card.tsx';
import { Empty } from '../components/empty.tsx';
import { Failed } from '../components/failed.tsx';
import { Field } from '../components/field.tsx';
import { MissingParts } from '../components/missing.tsx';
import { Page } from '../components/page.tsx';
import { Loading, Skeleton } from '../components/skeleton.tsx';
import { Stale } from '../components/stale.tsx';
import { Table } from '../components/table.tsx';
import { formatCounted } from '../format/number.ts';
import { failingFirst, tallyOf } from './order.ts';
import { useServices } from './queries.ts';
import { COLUMNS } from './service-columns.tsx';
import css from './services-view.module.css';

export function ServicesView() {
  const { data, error, refetch } = useServices();
  return (
    <Page title="Services" lead={data && <Tallied services={data.services} />}>
      {data && <Stale error={error} what="The services" />}
      {data && <MissingParts missing={data.missing} />}
      {data && <List services={data.services} />}
      {!data && error && <Failed error={error} what="The services" retry={() => void refetch()} />}
      {!data && !error && <ListSkeleton />}
    </Page>
  );
}

/** Said aloud only when it changes: the text is the same as long as the counts are. */
function Tallied({ services }: { services: readonly ServiceSummary[] }) {
  const { healthy, unwell, gone } = tallyOf(services);
  const trouble = [unwell > 0 && `${unwell} unwell`, gone > 0 && `${gone} gone`].filter(Boolean).join(', ');
  return (
    <p role="status">
      {formatCounted(services.length, 'service')},{' '}
      {trouble ? `${trouble}, ${healthy} healthy` : 'all healthy'}
    </p>
  );
}

function List({ services }: { services: readonly ServiceSummary[] }) {
  const [filter, setFilter] = useState('');
  const wanted = failingFirst(services).filter(({ name }) => name.includes(filter.trim().toLowerCase()));
  return (
    <>
      <div className={css.filter}>
        <Field
          label="Only those named"
          type="search"
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
          spellCheck={false}
        />
      </div>
      <section className={css.list} aria-label="Services">
        {wanted.length === 0 ? (
          <Empty
            icon={ServerOff}
            title={filter ? 'No service is named like that' : 'No service runs'}
            small
          />
        ) : (
          <Table
            caption="Services, failing first"
            columns={COLUMNS}
            rows={wanted}
            keyOf={({ name }) => name}
          />
        )}
      </section>
    </>
  );
}

function ListSkeleton() {
  return (
    <Card title="Services" flush>
      <Loading what="the services">
        <Skeleton shape="row" count={12} />
      </Loading>
    </Card>
  );
}
