import { type Effects, later, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type CallScope, type ClientOf, during } from '@hansom/platform-rpc';
import { type AuthServiceDefinition } from '@hansom/proto-auth';

import { type SessionStore } from './session-store.ts';
import { type Session } from './sessions-table.ts';
import { keptOf } from './tokens.ts';

export interface RenewalsOptions {
  store: SessionStore;
  auth: Pick<ClientOf<AuthServiceDefinition>, 'refresh'>;
  effects: Pick<Effects, 'clock' | 'timers'>;
  call(options: { deadlineMs: Millis }): CallScope;
}

const CALL_MS: Millis = 2_000;
/** Whoever has not told by then how it went is gone. Real time. */
const CLAIM_MS: Millis = 5_000;
const POLL_MS: Millis = 50;
/** More than a claim lasts. */
const MAX_ROUNDS = 150;

/**
 * Renews tokens of sessions. A renewing token is good once, so one of all who want a session renewed takes it, by compare-and-set, before it asks
 * auth; the others use what it gets. Requests come and go: the work is the console's own, and goes on when nobody waits for it.
 */
export class Renewals {
  private readonly running = new Map<string, Promise<Session | undefined>>();

  constructor(private readonly options: RenewalsOptions) {}

  /** The session with tokens that are newer than those of `row`, or with these where they are good for a while. Undefined: it has ended. */
  renew(row: Session): Promise<Session | undefined> {
    const running = this.running.get(row.id);
    if (running) return running;
    const work = this.takeOrWait(row).finally(() => this.running.delete(row.id));
    this.running.set(row.id, work);
    return work;
  }

  private async takeOrWait(row: Session): Promise<Session | undefined> {
    const { store, effects } = this.options;
    let current: Session | undefined = row;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (!current || current.access_token !== row.access_token) return current;
      if ((current.renewing_until ?? 0) <= effects.clock.now()) {
        const taken = await store.change(current, { renewing_until: this.claimedUntil() });
        if (taken) return this.refresh(taken);
      } else if (this.isGood(current)) return current;
      else await effects.timers.sleep(POLL_MS);
      current = await store.live(row.id); // each round sees what another did meanwhile
    }
    throw new HansomError('unavailable', 'console.session_busy', { description: 'it is being renewed' });
  }

  private async refresh(taken: Session): Promise<Session | undefined> {
    const { store } = this.options;
    try {
      const kept = keptOf(await this.ask(taken.refresh_token));
      const change = { ...kept, idle_until: store.idleUntil(), renewing_until: undefined };
      return (await store.change(taken, change)) ?? (await store.live(taken.id));
    } catch (error) {
      if (hasEnded(error)) return this.end(taken);
      await store.change(taken, { renewing_until: undefined }); // the next one may try at once
      if (this.isGood(taken)) return taken;
      throw error;
    }
  }

  private async ask(refreshToken: string) {
    const call = this.options.call({ deadlineMs: CALL_MS });
    const { tokens } = await during(call, () => this.options.auth.refresh({ refreshToken }, call));
    return tokens;
  }

  private async end(taken: Session): Promise<undefined> {
    await this.options.store.change(taken, { ended: true, access_token: '', refresh_token: '' });
    return undefined;
  }

  private isGood({ access_until }: Session): boolean {
    return this.options.effects.clock.now() < access_until;
  }

  private claimedUntil() {
    const { clock } = this.options.effects;
    return later(clock.now(), CLAIM_MS * clock.speed);
  }
}

function hasEnded(error: unknown): boolean {
  return error instanceof HansomError && error.code === 'auth.session_ended';
}
