import { type Instant } from '@hansom/platform-context';
import { type EventContent } from '@hansom/platform-schedule';
import { SessionRevoked, SessionStarted } from '@hansom/proto-auth';

import { type EndReason } from './session-aggregate.ts';

export function sessionStarted(accountId: string, at: Instant): EventContent {
  const payload = SessionStarted.encode({ accountId, startedAt: new Date(at) }).finish();
  return { type: 'session.started', payload };
}

export function sessionRevoked(accountId: string, reason: EndReason): EventContent {
  return { type: 'session.revoked', payload: SessionRevoked.encode({ accountId, reason }).finish() };
}
