import { type Tenancy } from '@hansom/platform-identity';
import { type AggregateState } from '@hansom/platform-schedule';
import { aggregate, int, optional, text, timestamp } from '@hansom/platform-store';

import { type AccountKind } from './identities.ts';

/** A device on which somebody is signed in. What access and renewing tokens say is all here; neither is stored. */
export const sessionAggregate = aggregate({
  name: 'session',
  fields: {
    account_id: text(),
    kind: text<HolderKind>(),
    tenancy: text<Tenancy>(),
    city: optional(text()),
    /** Of staff: their account is asked again with every renewal. */
    staff_name: optional(text()),
    device: text(),
    /** Number of the renewing token that counts: one more with every renewal. */
    generation: int(),
    renewed_at: timestamp(),
    /** Of the attempt that renewed it last, where the app named one. */
    renewed_by: optional(text()),
    /** When it ends unless it is renewed before. */
    expires_at: timestamp(),
    ended_because: optional(text<EndReason>()),
  },
  states: { LIVE: {}, ENDED: { terminal: true } },
});

export type HolderKind = AccountKind | 'staff';
export type EndReason = 'signed_out' | 'token_reused' | 'expired' | 'account_closed';
export type SessionFields = typeof sessionAggregate.fields;
export type SessionState = keyof typeof sessionAggregate.states;
export type Session = AggregateState<SessionFields, SessionState>;
