import { HansomError } from '@hansom/platform-errors';
import { isTestPhone } from '@hansom/platform-identity';
import { countedAddress } from '@hansom/platform-limits';

import { type AuthContext } from './context.ts';
import { type WindowLimit } from './domain/windows.ts';

/** What is limited, and what its refusals are called. */
export type Limited = 'codes' | 'signIns';

/** Who asks for what. */
export interface Attempt {
  /** A phone number, or a name of staff: neither can be the other. */
  account: string;
  /** Where from; of whoever has proven a phone by a code, that code's challenge. */
  address: string;
}

const REASONS = { codes: 'auth.too_many_codes', signIns: 'auth.too_many_attempts' } as const;

/**
 * Counts one more for the address, the account from that address, and the account. One after the other: an address that is refused is no
 * burden for anybody's account. Numbers of the test range do not count against their address.
 */
export async function enterLimits(
  ctx: AuthContext,
  what: Limited,
  { account, address }: Attempt,
): Promise<void> {
  const { testRange, [what]: limits } = ctx.config.current;
  const from = countedAddress(address);
  if (!isTestPhone(account, testRange))
    await enter(ctx, what, { subject: [from], limits: limits.perAddress });
  await enter(ctx, what, { subject: [account, from], limits: limits.perNumberAndAddress });
  await enter(ctx, what, { subject: [account], limits: limits.perNumber });
}

/** Subjects are counted under a name derived from them: nobody reads in that table who asked when. */
async function enter(
  ctx: AuthContext,
  what: Limited,
  { subject, limits }: { subject: readonly string[]; limits: readonly WindowLimit[] },
): Promise<void> {
  const { waitMs } = await ctx.windows.enter(ctx.secret.derive('subject', what, ...subject), limits);
  if (waitMs === 0) return;
  throw new HansomError('resource_exhausted', REASONS[what], {
    description: 'asked for too often: wait',
    context: { retry_after_ms: String(waitMs) },
  });
}
