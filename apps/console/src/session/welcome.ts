import { type Staff, type Tokens } from '@hansom/proto-auth';

import { type KnownCity } from './known-cities.ts';
import { type SessionContext } from './session-context.ts';
import { COOKIE } from './sessions.ts';
import { tellMe } from './tell-me.ts';

/** What sessions of auth are called that begin here. */
export const DEVICE = 'console';

/** What auth says of somebody who signed in. */
interface Arrived {
  readonly tokens?: Tokens | undefined;
  readonly staff?: Staff | undefined;
}

/** Begins the session of somebody who signed in, and tells them who they are. */
export async function welcome(
  { sessions }: Pick<SessionContext, 'sessions'>,
  { tokens, staff }: Arrived,
  cities: readonly KnownCity[],
) {
  if (!staff) throw new TypeError('auth answered without saying who it is');
  const value = await sessions.begin(tokens, staff);
  const { staffId: id, name, roles } = staff;
  const cookie = { name: COOKIE, value };
  return { status: 201 as const, body: tellMe({ id, name, roles }, cities), cookie };
}
