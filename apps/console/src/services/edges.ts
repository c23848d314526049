import { type EdgeStats } from '@hansom/proto-platform';

import { type ServicePage } from '../routes/shapes/service-page.ts';
import { type Reading } from './service-board.ts';
import { groupedBy, slowestOf, sumOf } from './rates.ts';

type ServiceEdge = ServicePage['callers'][number];

interface Seen {
  from: string;
  edge: EdgeStats;
}

/** Who calls a service, busiest first. */
export function callersOf(reading: Reading, service: string): ServiceEdge[] {
  return edgesOf(seenIn(reading).filter(({ edge }) => edge.to === service));
}

/** Whom a service calls, busiest first. */
export function calleesOf(reading: Reading, service: string): ServiceEdge[] {
  return edgesOf(seenIn(reading).filter(({ from }) => from === service));
}

function seenIn({ instances }: Reading): Seen[] {
  return instances.flatMap(({ instance: { service: from }, told }) =>
    (told?.stats.edges ?? []).map((edge) => ({ from, edge })),
  );
}

function edgesOf(seen: readonly Seen[]): ServiceEdge[] {
  const groups = groupedBy(seen, ({ from, edge }) => `${from} ${edge.to} ${edge.calls?.path ?? ''}`);
  const edges = groups.map(([, of]) => edgeOf(of));
  return edges.sort((a, b) => b.ok.perSecond1m - a.ok.perSecond1m);
}

/** Of one RPC between two services, over all instances of the caller. */
function edgeOf(seen: readonly Seen[]): ServiceEdge {
  const calls = seen.flatMap(({ edge }) => edge.calls ?? []);
  const [first] = seen;
  return {
    from: first?.from ?? '',
    to: first?.edge.to ?? '',
    path: calls[0]?.path ?? '',
    ok: sumOf(calls.flatMap(({ success, callersFault }) => [success, callersFault])),
    failed: sumOf(calls.map(({ failure }) => failure)),
    ...slowestOf(calls),
  };
}
