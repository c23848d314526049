import { type Operations, type Rules } from '@hansom/client-console';
import { GitFork } from 'lucide-react';
import { Link } from 'wouter';

import { Card } from '../components/card.tsx';
import { Empty } from '../components/empty.tsx';
import { Failed } from '../components/failed.tsx';
import { Page } from '../components/page.tsx';
import { Loading, Skeleton } from '../components/skeleton.tsx';
import { Stale } from '../components/stale.tsx';
import { formatCounted } from '../format/number.ts';
import { useMe } from '../session/me-context.tsx';
import { ChangeButton } from './change-button.tsx';
import { ChangeOther } from './change-other.tsx';
import { HistoryCard } from './history-card.tsx';
import { useTraffic } from './queries.ts';
import { RulesText } from './rules-text.tsx';
import css from './traffic-view.module.css';

type TrafficPage = Operations['listTrafficChanges']['answer'];
type Steered = TrafficPage['rules'][number];

/** Which versions get the calls, and who changed that. */
export function TrafficView() {
  const traffic = useTraffic();
  const { data, error, refetch } = traffic;
  const rules = data?.pages[0]?.rules;
  return (
    <Page title="Traffic" lead={<Lead />} actions={rules && <ChangeOther steered={rules} />}>
      {data && <Whole pages={data.pages} error={error} more={moreOf(traffic)} />}
      {!data && error && <Failed error={error} what="The traffic rules" retry={() => void refetch()} />}
      {!data && !error && <TrafficSkeleton />}
    </Page>
  );
}

interface WholeProps {
  /** The newest first, which has the rules of now. */
  pages: readonly TrafficPage[];
  error: unknown;
  more: ReturnType<typeof moreOf>;
}

function Whole({ pages, error, more }: WholeProps) {
  const [newest] = pages;
  return (
    <>
      <Stale error={error} what="The traffic rules" />
      {newest && <RulesNow steered={newest.rules} version={newest.version} />}
      <HistoryCard changes={pages.flatMap(({ changes }) => changes)} more={more} />
    </>
  );
}

function Lead() {
  const { may } = useMe();
  return (
    <p>
      Which version of a service gets how many of its calls.
      {!may.changeTraffic && ' You may look; a role like OPS.ADMIN changes it.'}
    </p>
  );
}

function RulesNow({ steered, version }: { steered: readonly Steered[]; version: number }) {
  return (
    <Card title="Rules now" aside={`version ${version}, ${formatCounted(steered.length, 'service')}`} flush>
      {steered.length === 0 ? (
        <Empty icon={GitFork} title="No service has rules" small>
          <p>Each version gets calls by the number of its instances.</p>
        </Empty>
      ) : (
        <ul>
          {steered.map(({ service, rules }) => (
            <SteeredService key={service} service={service} rules={rules} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function SteeredService({ service, rules }: { service: string; rules: Rules }) {
  return (
    <li className={css.steered}>
      <Link className={css.service} href={`/services/${service}`}>
        {service}
      </Link>
      <RulesText rules={rules} />
      <ChangeButton service={service} rules={rules} />
    </li>
  );
}

function moreOf({ hasNextPage, fetchNextPage, isFetchingNextPage }: ReturnType<typeof useTraffic>) {
  return hasNextPage ? { get: () => void fetchNextPage(), busy: isFetchingNextPage } : undefined;
}

function TrafficSkeleton() {
  return (
    <Loading what="the traffic rules">
      <div className={css.skeleton}>
        <Skeleton shape="card" />
        <Skeleton shape="tall" />
      </div>
    </Loading>
  );
}
