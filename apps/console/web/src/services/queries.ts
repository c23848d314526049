import { useQuery } from '@tanstack/react-query';

import { useApi } from '../api/api.tsx';

/** How often services are looked at again, in milliseconds. */
const AGAIN_MS = 2_000;

export function useServices() {
  const api = useApi();
  return useQuery({
    queryKey: ['services'],
    queryFn: ({ signal }) => api.listServices({}, { signal }),
    refetchInterval: AGAIN_MS,
  });
}

export function useService(service: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['service', service],
    queryFn: ({ signal }) => api.getService({ params: { service } }, { signal }),
    refetchInterval: AGAIN_MS,
  });
}
