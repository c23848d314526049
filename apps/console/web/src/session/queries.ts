import { type Me } from '@hansom/client-console';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { useApi } from '../api/api.tsx';
import { isSignedOut } from '../api/explain.ts';
import { ME_KEY } from '../api/query-client.ts';

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
  return useSigningIn((secret: string) => api.redeemLink({ body: { secret } }));
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

function useSigningIn<T>(mutationFn: (input: T) => Promise<Me>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: (me) => queries.setQueryData(ME_KEY, me) });
}

function nobody(error: unknown): null {
  if (isSignedOut(error)) return null;
  throw error;
}
