import { type Me } from '@hansom/client-console';
import {
  queryOptions,
  useMutation,
  type UseMutationOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';

import { useApi } from '../api/api.tsx';
import { explain, isSignedOut } from '../api/explain.ts';
import { ME_KEY } from '../api/query-client.ts';

const MOST_RETRIES = 5;
const RETRY_MS = 1_500;

/** Who is signed in; null: nobody. */
export function useSession() {
  const api = useApi();
  return useQuery(
    queryOptions({
      queryKey: ME_KEY,
      queryFn: ({ signal }) => api.getMe({}, { signal }).catch(nobody),
      staleTime: 60_000,
      refetchInterval: 5 * 60_000,
    }),
  );
}

export function useSignIn() {
  const api = useApi();
  return useSigningIn((body: { name: string; password: string }) => api.signIn({ body }));
}

export function useRedeemLink() {
  const api = useApi();
  const [attempt] = useState(randomName);
  return useSigningIn((secret: string) => api.redeemLink({ body: { secret, attempt } }), {
    retry: (tried, error) => tried < MOST_RETRIES && explain(error, '').retry, // a link is often followed while services still start
    retryDelay: RETRY_MS,
  });
}

/** Forgets all that was shown, whatever the backend says: one who leaves is gone. */
export function useSignOut() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.signOut(),
    onSettled: () => {
      queries.clear();
      queries.setQueryData(ME_KEY, null);
    },
  });
}

type Patience = Pick<UseMutationOptions, 'retry' | 'retryDelay'>;

function useSigningIn<T>(mutationFn: (input: T) => Promise<Me>, patience: Patience = {}) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: (me) => queries.setQueryData(ME_KEY, me), ...patience });
}

/** 128 random bits. Not of `randomUUID`, which browsers have for HTTPS and this machine only. */
function randomName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function nobody(error: unknown): null {
  if (isSignedOut(error)) return null;
  throw error;
}
