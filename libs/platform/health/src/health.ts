import { type Effects, type Millis } from '@hansom/platform-context';

import { type Check, type CheckState, found, pending } from './check.ts';
import { runCheck } from './run-check.ts';

export interface HealthState {
  /** What the service says of itself: false before it serves and from the beginning of its end. */
  readonly serving: boolean;
  /** Whether it is of use: it serves, and every pager check passes. */
  readonly ready: boolean;
  /** Why it is not ready, a sentence each; empty when it is. */
  readonly reasons: readonly string[];
  /** By name. */
  readonly checks: readonly CheckState[];
}

/** Something to publish. */
export type HealthReport =
  | { readonly kind: 'serving'; readonly serving: boolean }
  /** A run of a check: `changed` tells whether it passes or fails otherwise than before; the others are its heartbeat. */
  | { readonly kind: 'check'; readonly check: CheckState; readonly changed: boolean };

export interface Health {
  /** Runs the check at once and from then on. The returned function removes it. Throws a TypeError for a name that is taken. */
  add(check: Check): () => void;
  state(): HealthState;
  setServing(serving: boolean): void;
  /** Tells of every change and every run of a check. The returned function ends it. A listener must not throw. */
  watch(listener: (report: HealthReport) => void): () => void;
  /** Ends all checks. Idempotent. */
  close(): void;
}

const EVERY_MS: Millis = 60_000;
const NAME = /^[a-z][a-z0-9-]*$/;

interface Watched {
  state: CheckState;
  readonly stop: AbortController;
}

/** The health of one service. Not serving until it is told to. */
export function createHealth({ effects }: { effects: Effects }): Health {
  const watched = new Map<string, Watched>();
  const listeners = new Set<(report: HealthReport) => void>();
  let serving = false;
  return {
    add,
    state: () =>
      stateOf(
        serving,
        [...watched.values()].map(({ state }) => state),
      ),
    setServing: (now) => {
      if (now === serving) return;
      serving = now;
      tell({ kind: 'serving', serving });
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => watched.forEach(({ stop }) => stop.abort()),
  };

  function add(check: Check): () => void {
    if (!NAME.test(check.name)) throw new TypeError(`${JSON.stringify(check.name)} is no name of a check`);
    if (watched.has(check.name)) throw new TypeError(`there are two checks ${check.name}`);
    const entry: Watched = { state: pending(check), stop: new AbortController() };
    watched.set(check.name, entry);
    void watchOver(check, entry);
    return () => {
      entry.stop.abort();
      if (watched.get(check.name) === entry) watched.delete(check.name);
    };
  }

  async function watchOver(check: Check, entry: Watched): Promise<void> {
    const { signal } = entry.stop;
    while (!signal.aborted) {
      const finding = await runCheck(check, effects, signal); // one run after the other
      if (signal.aborted) return;
      const state = found(check, finding);
      const before = entry.state.state;
      const changed = state.state !== before;
      entry.state = state;
      if (changed && !(before === 'pending' && state.state === 'passing')) logChange(effects, state);
      tell({ kind: 'check', check: state, changed });
      await effects.timers.sleep(check.everyMs ?? EVERY_MS, signal);
    }
  }

  function tell(report: HealthReport): void {
    for (const listener of listeners) listener(report);
  }
}

function stateOf(serving: boolean, checks: readonly CheckState[]): HealthState {
  const bad = checks.filter(({ priority, state }) => priority === 'pager' && state !== 'passing');
  const reasons = [
    ...(serving ? [] : ['it does not serve']),
    ...bad.map(({ name, state, message }) => `check ${name} is ${state}${message && `: ${message}`}`),
  ];
  const sorted = checks.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { serving, ready: reasons.length === 0, reasons, checks: sorted };
}

function logChange({ log }: Effects, { name, priority, state, message }: CheckState): void {
  if (state !== 'failing') log.info('check passes', { check: name });
  else if (priority === 'pager') log.error('check fails', { check: name, reason: message });
  else log.warn('check fails', { check: name, reason: message });
}
