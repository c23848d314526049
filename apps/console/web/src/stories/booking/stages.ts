import { type StoryBooking } from '@hansom/client-console';

import { atOf } from '../../format/moment.ts';

/** A part of the life of a ride, between two moments. */
export interface Stage {
  readonly kind: 'SEARCH' | 'TO_PICKUP' | 'WAIT' | 'TRIP';
  readonly label: string;
  readonly from: number;
  /** Undefined: it goes on. */
  readonly to: number | undefined;
}

type Moments = Pick<StoryBooking, 'createdAt' | 'assignedAt' | 'arrivedAt' | 'startedAt' | 'endedAt'>;

const STAGES = [
  { kind: 'SEARCH', label: 'Search', begins: 'createdAt' },
  { kind: 'TO_PICKUP', label: 'To the pickup', begins: 'assignedAt' },
  { kind: 'WAIT', label: 'At the pickup', begins: 'arrivedAt' },
  { kind: 'TRIP', label: 'Trip', begins: 'startedAt' },
] as const;

/** What the time of a ride went into: each stage until the next begins, the last until the end. A ride that searches again has lost its later moments. */
export function stagesOf(moments: Moments): Stage[] {
  const begun = STAGES.flatMap(({ kind, label, begins }) => {
    const moment = moments[begins];
    return moment === undefined ? [] : [{ kind, label, from: atOf(moment) }];
  });
  const end = moments.endedAt === undefined ? undefined : atOf(moments.endedAt);
  return begun.map((stage, at) => ({ ...stage, to: begun[at + 1]?.from ?? end }));
}

/** How much of the whole each stage takes, of a hundred, up to now for what goes on. */
export function partsOf(stages: readonly Stage[], now: number): number[] {
  const lengths = stages.map(({ from, to = Math.max(now, from) }) => Math.max(0, to - from));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  return lengths.map((length) => (whole === 0 ? 100 / lengths.length : (100 * length) / whole));
}
