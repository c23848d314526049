import { type Millis } from '@hansom/platform-context';
import { defineService, type Host } from '@hansom/platform-runtime';
import { AuthServiceDefinition } from '@hansom/proto-auth';
import { NotificationServiceDefinition } from '@hansom/proto-notification';

import { config, settings } from './config.ts';
import { type AuthContext } from './context.ts';
import { expire } from './domain/session-decisions.ts';
import { closeStaff } from './handlers/close-staff.ts';
import { createStaff } from './handlers/create-staff.ts';
import { finishSignIn } from './handlers/finish-sign-in.ts';
import { getIdentity } from './handlers/get-identity.ts';
import { getKeys } from './handlers/get-keys.ts';
import { issueSignInLink } from './handlers/issue-sign-in-link.ts';
import { listStaff } from './handlers/list-staff.ts';
import { redeemSignInLink } from './handlers/redeem-sign-in-link.ts';
import { refresh } from './handlers/refresh.ts';
import { registerDriver } from './handlers/register-driver.ts';
import { setStaffRoles } from './handlers/set-staff-roles.ts';
import { signInDriver } from './handlers/sign-in-driver.ts';
import { signInStaff } from './handlers/sign-in-staff.ts';
import { signOut } from './handlers/sign-out.ts';
import { startSignIn } from './handlers/start-sign-in.ts';
import { installationSecret, secretsTable } from './secrets/installation-secret.ts';
import { keyRing, signingKeysTable } from './secrets/key-ring.ts';
import { passwords } from './secrets/passwords.ts';
import { challenges, challengesTable } from './store/challenges.ts';
import { accountsTable, identities, phonesTable } from './store/identities.ts';
import { keeps } from './store/keeps.ts';
import { sessionAggregate } from './store/session-aggregate.ts';
import { signInLinks, signInLinksTable } from './store/sign-in-links.ts';
import { staffMembers, staffTable } from './store/staff-members.ts';
import { windows, windowsTable } from './store/windows.ts';

/** Real time between two looks at the signing keys: far less than the life of a token, after which an old key is forgotten. */
const KEYS_EVERY: Millis = 60_000;
const EVENTS_LIVE: Millis = 30 * 24 * 60 * 60 * 1000;

type AuthHost = Host<typeof settings, typeof config>;

/** Knows who people are: identities, sessions, tokens and roles. */
export const auth = defineService({
  name: 'auth',
  description: 'Knows who people are: identities, sessions, tokens and roles.',
  owner: { team: 'Platform', contact: 'platform@hansom.example' },
  contract: AuthServiceDefinition,
  settings,
  config,
  keeps,
  async compose(host) {
    const ctx = await contextOf(host);
    host.loop('signing-keys', { everyMs: KEYS_EVERY, run: () => ctx.keyRing.refresh() });
    return {
      handlers: {
        startSignIn: startSignIn(ctx),
        finishSignIn: finishSignIn(ctx),
        registerDriver: registerDriver(ctx),
        signInDriver: signInDriver(ctx),
        refresh: refresh(ctx),
        signOut: signOut(ctx),
        createStaff: createStaff(ctx),
        setStaffRoles: setStaffRoles(ctx),
        closeStaff: closeStaff(ctx),
        listStaff: listStaff(ctx),
        signInStaff: signInStaff(ctx),
        issueSignInLink: issueSignInLink(ctx),
        redeemSignInLink: redeemSignInLink(ctx),
        getKeys: getKeys(ctx),
        getIdentity: getIdentity(ctx),
      },
    };
  },
});

async function contextOf(host: AuthHost): Promise<AuthContext> {
  const { clock, ids, random } = host;
  return {
    effects: host,
    config: host.config,
    notification: host.client(NotificationServiceDefinition),
    challenges: challenges(await host.contendedTable(challengesTable), ids),
    identities: identities(await host.contendedTable(phonesTable), await host.table(accountsTable)),
    sessions: await host.aggregates({
      aggregate: sessionAggregate,
      timers: { expire },
      eventTtlMs: EVENTS_LIVE,
      contextOf: (_id, { city, tenancy }) => ({ city, tenancy }),
    }),
    staff: {
      members: staffMembers(await host.contendedTable(staffTable), ids),
      links: signInLinks(await host.contendedTable(signInLinksTable), clock),
    },
    windows: windows({ table: await host.contendedTable(windowsTable), clock, ids }),
    passwords: await passwords(random),
    secret: await installationSecret(await host.contendedTable(secretsTable), random),
    keyRing: await keyRing({
      table: await host.contendedTable(signingKeysTable),
      clock,
      ids,
      keyLifeMs: () => host.config.current.keyLifeMs,
    }),
  };
}
