import { type Rules } from '@hansom/client-console';
import {
  keepPreviousData,
  skipToken,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';

import { useApi } from '../api/api.tsx';

/** The rules of all services, and who changed them: pages of history, newest first. */
export function useTraffic() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ['traffic'],
    queryFn: ({ pageParam, signal }) => api.listTrafficChanges({ query: { before: pageParam } }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 5_000,
  });
}

/** What rules would do; undefined rules are not asked about. While another draft is looked at, the answer before stands. */
export function usePreview(service: string, rules: Rules | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['preview', service, rules],
    queryFn: rules ? ({ signal }) => api.previewTraffic({ body: { service, rules } }, { signal }) : skipToken,
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
    gcTime: 0,
  });
}

interface Change {
  basedOn: number;
  reason: string;
  rules: Rules;
  idempotencyKey: string;
}

export function useChange(service: string) {
  const api = useApi();
  return useForgetful(({ idempotencyKey, ...body }: Change) =>
    api.changeTraffic({ params: { service }, body, idempotencyKey }),
  );
}

export function useUndo(version: number) {
  const api = useApi();
  return useForgetful(({ reason, idempotencyKey }: { reason: string; idempotencyKey: string }) =>
    api.undoTrafficChange({ params: { version }, body: { reason }, idempotencyKey }),
  );
}

/** What was known of rules before is out of date after it, also when it failed. */
function useForgetful<In, Out>(mutationFn: (input: In) => Promise<Out>) {
  const queries = useQueryClient();
  const forget = (key: string): Promise<void> => queries.invalidateQueries({ queryKey: [key] });
  return useMutation({
    mutationFn,
    onSettled: () => Promise.all(['traffic', 'preview', 'service', 'services'].map(forget)),
  });
}
