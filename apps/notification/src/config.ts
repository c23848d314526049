import { z } from '@hansom/platform-config';
import { testRange } from '@hansom/platform-identity';
import { days, minutes } from '@hansom/shared-time';

/** `HANSOM_<KEY>`: none beside the platform's own. */
export const settings = z.object({});

/** `notification.json` in the layers of `deploy/config`. Times are domain time. */
export const config = z.object({
  testRange,
  mailboxLifeMs: z.number().int().positive().default(days(7)),
  /** Of what soon means nothing any more: that a car comes, or is there. */
  freshMs: z.number().int().positive().default(minutes(10)),
});

export type NotificationConfig = z.infer<typeof config>;
