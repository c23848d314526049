import { type ServicePage } from '@hansom/client-console';
import { ChevronLeft } from 'lucide-react';
import { Link } from 'wouter';

import { Failed } from '../components/failed.tsx';
import { MissingParts } from '../components/missing.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { Loading, Skeleton } from '../components/skeleton.tsx';
import { Stale } from '../components/stale.tsx';
import { formatCounted } from '../format/number.ts';
import { ConfigCard } from './config-card.tsx';
import { EdgesCard } from './edges-card.tsx';
import { EndpointsCard } from './endpoints-card.tsx';
import { InstancesCard } from './instances-card.tsx';
import { useService } from './queries.ts';
import { SharesCard } from './shares-card.tsx';
import { StateChip } from './state-chip.tsx';
import css from './service-view.module.css';

/** All of a service. */
export function ServiceView({ name }: { name: string }) {
  const { data: page, error, refetch } = useService(name);
  if (page) return <Whole page={page} error={error} />;
  return (
    <Page title={name} hideTitle={Boolean(error)}>
      {error ? (
        <Failed error={error} what={`The service ${name}`} retry={() => void refetch()} />
      ) : (
        <Loading what="the service">
          <div className={css.skeleton}>
            <Skeleton shape="card" count={2} />
            <Skeleton shape="tall" />
          </div>
        </Loading>
      )}
    </Page>
  );
}

function Whole({ page, error }: { page: ServicePage; error: unknown }) {
  return (
    <Page title={page.name} lead={<Lead page={page} />} actions={<StateChip state={page.state} />}>
      {page.state !== 'HEALTHY' && (
        <Notice tone={page.state === 'GONE' ? 'bad' : 'warn'} title={page.reason || 'It does not say why'} />
      )}
      <Stale error={error} what={`The service ${page.name}`} />
      <MissingParts missing={page.missing} />
      <SharesCard page={page} />
      <InstancesCard instances={page.instances} />
      <EndpointsCard endpoints={page.endpoints} />
      <EdgesCard title="Who calls it" end="from" edges={page.callers} />
      <EdgesCard title="Whom it calls" end="to" edges={page.callees} />
      {page.config !== undefined && <ConfigCard config={page.config} />}
    </Page>
  );
}

function Lead({ page: { instances } }: { page: ServicePage }) {
  return (
    <p className={css.lead}>
      <Link className={css.back} href="/services">
        <ChevronLeft size={16} aria-hidden /> All services
      </Link>
      {formatCounted(instances.length, 'instance')}
    </p>
  );
}
