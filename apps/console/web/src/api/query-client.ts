import { ProblemError } from '@hansom/client-console';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

import { isSignedOut } from './explain.ts';

/** Where the answer of getMe is kept; null: signed out. */
export const ME_KEY = ['me'];

/** One for the page. Whatever call finds the session ended ends it for all views. */
export function createQueryClient(): QueryClient {
  const onError = (error: unknown): void => {
    if (isSignedOut(error)) client.setQueryData(ME_KEY, null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 1_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: (failures) => 500 * 2 ** failures,
      },
    },
  });
  return client;
}

/** What the API refuses it will refuse again. */
function mayPass(error: unknown): boolean {
  return !(error instanceof ProblemError) || error.status >= 500;
}
