import { type Instant, instant, later, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { type CallScope, during } from '@hansom/platform-rpc';
import { type TimerHandlers } from '@hansom/platform-schedule';

import { type Callees, type ShiftContext } from './context.ts';
import { docsUntil, requireAccount } from './domain/account.ts';
import { endsByDocument, goOn, watchAgain } from './domain/enter.ts';
import { next } from './domain/next.ts';
import { type Simple } from './domain/shift-event.ts';
import { lastFix } from './last-fix.ts';
import { type Shift, type ShiftFields, type ShiftState } from './store/shift-aggregate.ts';

const LONGEST_CALL_MS: Millis = 5_000;

/** What timers may use: less than handlers, as the aggregates are made with them. */
export type TimerContext = Pick<ShiftContext, 'clock' | 'config'> & {
  callees: Pick<Callees, 'driver' | 'positions'>;
};

/** Every state in which nobody else sees to it that something comes has a timer. */
export function timersOf(
  ctx: TimerContext,
  begin: (options: { deadlineMs: Millis }) => CallScope,
): TimerHandlers<ShiftFields, ShiftState> {
  const fires = (shift: Shift, on: Simple['on']) =>
    next(shift, { on }, { now: ctx.clock.now(), rules: ctx.config.current });
  return {
    claimOver: (shift) => fires(shift, 'claim_over'),
    payingOver: (shift) => fires(shift, 'paying_over'),
    timeUp: pastItsTime,
    watch: async (shift) => {
      const over = await pastItsTime(shift);
      if (over) return over;
      const goneAt = await whenGone(shift);
      return goneAt > ctx.clock.now() ? watchAgain(shift, goneAt) : fires(shift, 'silent');
    },
  };

  /** The end of a shift whose time is up, while nobody is in the car. It goes on where a document would end it that was renewed meanwhile. */
  async function pastItsTime(shift: Shift) {
    if (ctx.clock.now() < shift.fields.ends_by) return undefined;
    const until = await renewedUntil(shift);
    const when = { now: ctx.clock.now(), rules: ctx.config.current };
    return until > when.now ? goOn(shift, until, when) : fires(shift, 'time_up');
  }

  /** Until when the account's documents let a shift go on. Where that cannot be told now, no longer than was known. */
  async function renewedUntil({ fields }: Shift): Promise<Instant> {
    const known = instant(fields.ends_by);
    const rules = ctx.config.current;
    if (!endsByDocument(fields, rules)) return known;
    const call = begin({ deadlineMs: LONGEST_CALL_MS });
    try {
      const { driver } = await during(call, () =>
        ctx.callees.driver.getDriver({ driverId: fields.driver_id }, call),
      );
      const account = requireAccount(driver, ctx.clock.now());
      return docsUntil(account, later(instant(fields.started_at), rules.longestShiftMs));
    } catch (error) {
      if (error instanceof HansomError) return known;
      throw error;
    }
  }

  /** When a free driver who is not heard of any more is taken to be gone: at the earliest so long after he became free, by the timer. */
  async function whenGone({ fields }: Shift) {
    const call = begin({ deadlineMs: LONGEST_CALL_MS });
    const fix = await during(call, () => lastFix(ctx.callees, fields, call));
    return later(fix?.at ?? instant(0), ctx.config.current.silenceMs);
  }
}
