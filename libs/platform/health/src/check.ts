import { type Millis } from '@hansom/platform-context';

/** Who is told when a check fails. Only a failing `pager` check makes an instance not ready: it would be of no use. */
export type Priority = 'pager' | 'email' | 'warning';

/** What a check found. */
export interface Finding {
  readonly ok: boolean;
  /** Why not, for a person. */
  readonly message?: string;
  /** By name with the unit: `lag_ms`. */
  readonly measurements?: Readonly<Record<string, number>>;
}

export interface Check {
  /** kebab-case. Unique in its service. */
  readonly name: string;
  readonly priority: Priority;
  /** Default: 60 seconds, between the end of one run and the next. */
  readonly everyMs?: Millis;
  /** A run that throws, or takes longer than 5 seconds, fails. Runs of a check do not overlap. The signal aborts one that is given up. */
  readonly run: (signal: AbortSignal) => Finding | Promise<Finding>;
}

/** A check and what it last found. */
export interface CheckState extends Pick<Check, 'name' | 'priority'> {
  readonly state: 'pending' | 'passing' | 'failing';
  /** Why it fails; empty otherwise. */
  readonly message: string;
  readonly measurements: Readonly<Record<string, number>>;
}

/** A check as it stood before its first run. */
export function pending({ name, priority }: Check): CheckState {
  return { name, priority, state: 'pending', message: '', measurements: {} };
}

/** A check as it stands after a run. */
export function found(
  { name, priority }: Check,
  { ok, message = '', measurements = {} }: Finding,
): CheckState {
  if (ok) return { name, priority, state: 'passing', message: '', measurements };
  return { name, priority, state: 'failing', message, measurements };
}
