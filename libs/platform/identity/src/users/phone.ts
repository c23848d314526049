import { z } from '@hansom/platform-config';

import { type Tenancy } from './user.ts';

const E164 = /^\+[1-9][0-9]{6,14}$/;

/** The rule that `isPhone` checks, as a sentence for a person. */
export const PHONE_RULE = 'must be a phone number in E.164, as in +46700000001';

/** Whether a text is a phone number in E.164: `+`, then 7 to 15 digits. */
export function isPhone(text: string): boolean {
  return E164.test(text);
}

/**
 * `testRange` of a deployment, in a document that all services read: the phone numbers that begin with `prefix` belong to nobody, and make
 * robot accounts. null: there are none.
 */
export const testRange = z
  .object({ prefix: z.string().regex(/^\+[1-9][0-9]{3,13}$/, 'must be the beginning of a number in E.164') })
  .nullable()
  .default(null);

export type TestRange = z.infer<typeof testRange>;

export function isTestPhone(phone: string, range: TestRange): boolean {
  return range !== null && isPhone(phone) && phone.startsWith(range.prefix);
}

/** Whose world an account belongs to that is made for this phone now. */
export function tenancyOf(phone: string, range: TestRange): Tenancy {
  return isTestPhone(phone, range) ? 'robot' : 'live';
}
