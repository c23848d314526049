import { type Instant, type Millis } from '@hansom/platform-context';

import { type Slot } from '../store/slots.ts';

/** A place of a wave that is taken, and what became of its offer; undefined: it does not exist (yet). */
export interface TakenSlot extends Slot {
  state: 'open' | 'over' | undefined;
}

/** What is to be done for a job in a batch. */
export type WavePlan =
  /** Offers of this wave may be made, in these places of it. */
  | { do: 'offer'; wave: number; places: number; free: number[] }
  /** Nothing: offers are out. */
  | { do: 'wait' }
  /** The wave's places that nobody took are to be closed, and offers that never came made impossible, before the next begins. */
  | { do: 'close'; wave: number; places: number; free: number[]; missing: string[] };

export interface WaveRules {
  /** Offers of a wave: from the first on, and after so many waves. */
  first: number;
  later: number;
  laterAfter: number;
  now: Instant;
  /** How long a place that was taken may wait for its offer. */
  graceMs: Millis;
}

/**
 * A wave begins only when all places of the one before are taken and their offers over. How many places a wave has stands in its place 0, so
 * that whoever goes on with it agrees.
 */
export function planWave(slots: readonly TakenSlot[], rules: WaveRules): WavePlan {
  const wave = slots.reduce((highest, slot) => Math.max(highest, slot.wave), -1);
  if (wave < 0) return { do: 'offer', wave: 0, places: rules.first, free: range(rules.first) };
  const taken = slots.filter((slot) => slot.wave === wave);
  const places = taken.find(({ slot }) => slot === 0)?.places ?? 1;
  const free = range(places).filter((place) => !taken.some(({ slot }) => slot === place));
  const missing = taken.filter(({ state }) => state === undefined);
  if (taken.some(({ state }) => state === 'open')) {
    return free.length > 0 ? { do: 'offer', wave, places, free } : { do: 'wait' };
  }
  if (missing.some(({ claimedAt }) => rules.now - claimedAt < rules.graceMs)) return { do: 'wait' };
  if (free.length > 0 || missing.length > 0)
    return { do: 'close', wave, places, free, missing: missing.map(({ offerId }) => offerId) };
  const next = wave + 1;
  const wide = next >= rules.laterAfter ? Math.max(rules.first, rules.later) : rules.first;
  return { do: 'offer', wave: next, places: wide, free: range(wide) };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
