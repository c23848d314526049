import { type Hit } from '@hansom/client-console';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search, SearchX } from 'lucide-react';
import { useSearchParams } from 'wouter';

import { useApi } from '../api/api.tsx';
import { Empty } from '../components/empty.tsx';
import { Failed } from '../components/failed.tsx';
import { MissingParts } from '../components/missing.tsx';
import { Page } from '../components/page.tsx';
import { Loading, Skeleton } from '../components/skeleton.tsx';
import { formatCounted } from '../format/number.ts';
import { HitList } from './hit-list.tsx';
import { SearchField } from './search-field.tsx';

export function SearchView() {
  const [params, setParams] = useSearchParams();
  const text = params.get('q')?.trim() ?? '';
  const ask = (q: string): void => setParams(q ? { q } : {}, { replace: true });
  return (
    <Page title={text ? `Search: ${text}` : 'Search'} heading="Search">
      <SearchField text={text} ask={ask} />
      {text ? <Results text={text} /> : <Nothing />}
    </Page>
  );
}

function Results({ text }: { text: string }) {
  const api = useApi();
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['search', text],
    queryFn: ({ signal }) => api.search({ query: { q: text } }, { signal }),
    placeholderData: keepPreviousData,
  });
  if (error) return <Failed error={error} what="The search" retry={() => void refetch()} />;
  if (!data) return <Searching />;
  return (
    <>
      <p role="status" aria-busy={isPlaceholderData}>
        {told(data.hits, text)}
      </p>
      <MissingParts missing={data.missing} />
      {data.hits.length === 0 ? <NoHits /> : <HitList hits={data.hits} />}
    </>
  );
}

function told(hits: Hit[], text: string): string {
  const most = hits.length === 50 ? 'The first ' : '';
  return `${most}${formatCounted(hits.length, 'hit')} for “${text}”`;
}

function Searching() {
  return (
    <Loading what="the hits">
      <Skeleton shape="row" count={5} />
    </Loading>
  );
}

function Nothing() {
  return (
    <Empty icon={Search} title="Whom, or which ride?">
      <p>An id as it stands in a log, a phone number, the beginning of a name or of a plate.</p>
    </Empty>
  );
}

function NoHits() {
  return (
    <Empty icon={SearchX} title="Nobody and nothing found">
      <p>Ids and phone numbers must be whole, names and plates need only begin like it. Old rides expire.</p>
    </Empty>
  );
}
