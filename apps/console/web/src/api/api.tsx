import { type ConsoleClient, createConsoleClient } from '@hansom/client-console';
import { createContext, type ReactNode, useContext, useState } from 'react';

const ApiContext = createContext<ConsoleClient | undefined>(undefined);

/** Gives the views their only way to call the backend. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => createConsoleClient({ baseUrl: location.origin, fetch: fetchAsPage }));
  return <ApiContext value={client}>{children}</ApiContext>;
}

export function useApi(): ConsoleClient {
  const client = useContext(ApiContext);
  if (!client) throw new Error('useApi outside of its provider');
  return client;
}

/** With the header that no other site can send without our leave. */
const fetchAsPage: typeof fetch = (url, init) => {
  const headers = new Headers(init?.headers);
  headers.set('x-hansom-console', '1');
  return fetch(url, { ...init, headers, credentials: 'same-origin' });
};
