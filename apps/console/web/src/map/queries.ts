import { useQuery } from '@tanstack/react-query';

import { useApi } from '../api/api.tsx';
import { demandGeoJson } from './demand-geojson.ts';
import { decodeStreets } from './streets/decode-streets.ts';
import { streetsGeoJson } from './streets/streets-geojson.ts';

/** The streets of a city, ready to be drawn; they hardly change while somebody looks. */
export function useStreets(city: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['streets', city],
    queryFn: async ({ signal }) => {
      const { packed, attribution, bounds } = await api.getStreets({ params: { city } }, { signal });
      return { attribution, bounds, data: streetsGeoJson(await decodeStreets(packed)) };
    },
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
  });
}

const WAY_REFETCH_MS = 10_000;

/** The way that is driven for a booking; `state` is what it depends on besides. */
export function useWay(bookingId: string | undefined, state: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['way', bookingId, state],
    queryFn: ({ signal }) => api.getWay({ params: { bookingId: bookingId ?? '' } }, { signal }),
    enabled: bookingId !== undefined,
    refetchInterval: WAY_REFETCH_MS,
  });
}

const DEMAND_REFETCH_MS = 15_000;

/** Where rides were asked for lately; asked for only while somebody wants to see it. */
export function useDemand(city: string, wanted: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['demand', city],
    queryFn: async ({ signal }) =>
      demandGeoJson((await api.getDemand({ params: { city } }, { signal })).points),
    enabled: wanted,
    refetchInterval: DEMAND_REFETCH_MS,
  });
}
