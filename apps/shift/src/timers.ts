import { instant, later, type Millis } from '@hansom/platform-context';
import { type CallScope, during } from '@hansom/platform-rpc';
import { type TimerHandlers } from '@hansom/platform-schedule';

import { type Callees, type ShiftContext } from './context.ts';
import { watchAgain } from './domain/enter.ts';
import { next } from './domain/next.ts';
import { type Simple } from './domain/shift-event.ts';
import { lastFix } from './last-fix.ts';
import { type Shift, type ShiftFields, type ShiftState } from './store/shift-aggregate.ts';

const LONGEST_CALL_MS: Millis = 5_000;

/** What timers may use: less than handlers, as the aggregates are made with them. */
export type TimerContext = Pick<ShiftContext, 'clock' | 'config'> & { callees: Pick<Callees, 'positions'> };

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
    timeUp: (shift) => fires(shift, 'time_up'),
    watch: async (shift) => {
      const over = fires(shift, 'time_up');
      if (over) return over;
      const goneAt = await whenGone(shift);
      return goneAt > ctx.clock.now() ? watchAgain(shift, goneAt) : fires(shift, 'silent');
    },
  };

  /** When a free driver who is not heard of any more is taken to be gone: at the earliest so long after he became free, by the timer. */
  async function whenGone({ fields }: Shift) {
    const call = begin({ deadlineMs: LONGEST_CALL_MS });
    const fix = await during(call, () => lastFix(ctx.callees, fields, call));
    return later(fix?.at ?? instant(0), ctx.config.current.silenceMs);
  }
}
