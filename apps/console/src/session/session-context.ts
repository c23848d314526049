import { type Effects } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type Host } from '@hansom/platform-runtime';
import { AuthServiceDefinition } from '@hansom/proto-auth';
import { CityServiceDefinition } from '@hansom/proto-city';

import { KnownCities } from './known-cities.ts';
import { Sessions } from './sessions.ts';
import { sessionsTable } from './sessions-table.ts';

/** Whoever knows people, and what the console keeps of them. */
export interface SessionContext {
  auth: Pick<ClientOf<AuthServiceDefinition>, 'signInStaff' | 'redeemSignInLink' | 'signOut'>;
  sessions: Pick<Sessions, 'begin' | 'nameOf' | 'end' | 'cookie'>;
  cities: Pick<KnownCities, 'all'>;
  ids: Effects['ids'];
}

export async function sessionContext(
  host: Pick<Host, 'client' | 'contendedTable' | 'tokens' | 'call' | keyof Effects>,
): Promise<SessionContext> {
  const auth = host.client(AuthServiceDefinition);
  const table = await host.contendedTable(sessionsTable);
  const { tokens, call } = host;
  return {
    auth,
    sessions: new Sessions({ table, auth, tokens, call, effects: host }),
    cities: new KnownCities(host.client(CityServiceDefinition)),
    ids: host.ids,
  };
}
