import { type Config } from '@hansom/platform-config';
import { type Effects } from '@hansom/platform-context';
import { type ClientOf } from '@hansom/platform-rpc';
import { type Aggregates } from '@hansom/platform-schedule';
import { type NotificationServiceDefinition } from '@hansom/proto-notification';

import { type AuthConfig } from './config.ts';
import { type Secret } from './secrets/installation-secret.ts';
import { type KeyRing } from './secrets/key-ring.ts';
import { type Passwords } from './secrets/passwords.ts';
import { type Challenges } from './store/challenges.ts';
import { type Identities } from './store/identities.ts';
import { type SessionFields, type SessionState } from './store/session-aggregate.ts';
import { type SignInLinks } from './store/sign-in-links.ts';
import { type StaffMembers } from './store/staff-members.ts';
import { type Windows } from './store/windows.ts';

/** What the handlers may use. */
export interface AuthContext {
  effects: Pick<Effects, 'clock' | 'ids' | 'random' | 'log'>;
  config: Config<AuthConfig>;
  notification: ClientOf<NotificationServiceDefinition>;
  challenges: Challenges;
  identities: Identities;
  sessions: Aggregates<SessionFields, SessionState>;
  staff: { members: StaffMembers; links: SignInLinks };
  windows: Windows;
  passwords: Passwords;
  secret: Secret;
  keyRing: KeyRing;
}
