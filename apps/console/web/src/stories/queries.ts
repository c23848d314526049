import { useQuery } from '@tanstack/react-query';

import { useApi } from '../api/api.tsx';

/** What is not over is looked at again after so many milliseconds. */
const AGAIN_MS = 2_000;

export function useBooking(bookingId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['booking', bookingId],
    queryFn: ({ signal }) => api.getBooking({ params: { bookingId } }, { signal }),
    refetchInterval: ({ state: { data } }) => (data && isSettled(data) ? 30_000 : AGAIN_MS),
  });
}

/** The way that is driven, or was. */
export function useWay(bookingId: string, live: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['way', bookingId, live],
    queryFn: ({ signal }) => api.getWay({ params: { bookingId } }, { signal }),
    refetchInterval: live ? 5_000 : false,
  });
}

export function useDriver(driverId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['driver', driverId],
    queryFn: ({ signal }) => api.getDriver({ params: { driverId } }, { signal }),
    refetchInterval: AGAIN_MS,
  });
}

/** A ride that is over still gets its payment and its receipt. */
function isSettled({
  booking,
  receipt,
}: {
  booking: { live: boolean; state: string };
  receipt?: unknown;
}): boolean {
  return !booking.live && (booking.state !== 'COMPLETED' || receipt !== undefined);
}
