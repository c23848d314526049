import { Moment } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';

const version = z.string().min(1).max(64);

/** A fault that callers meet in place of, or before, an answer. */
export const Fault = z
  .object({
    percent: z.int().min(1).max(100).describe('How many of a hundred calls it befalls.'),
    abortCode: z.int().min(0).max(16).default(0).describe('The gRPC status to fail with; 0: do not fail.'),
    delayMs: z.int().min(0).max(60_000).default(0).describe('How long to wait first; 0: not at all.'),
    header: z.string().max(100).default('').describe('Only calls that carry it; empty: all.'),
    headerValue: z.string().max(200).default(''),
  })
  .meta({ id: 'Fault' });

/** How the calls of a service are spread. Without shares every version gets calls by the number of its instances. */
export const Rules = z
  .object({
    shares: z.array(z.object({ version, share: z.int().min(0).max(1_000_000) })).max(16),
    labels: z.array(z.object({ label: version, version })).max(16),
    faults: z.array(Fault).max(8),
  })
  .meta({ id: 'Rules' });

export type Rules = z.output<typeof Rules>;

/** One change of the rules. */
export const TrafficChange = z
  .object({
    version: z.int(),
    at: Moment,
    who: z
      .string()
      .describe('A name, or as in `operator:anna`, `service:provisioning`, `user:staff_01j...`.'),
    service: z.string(),
    reason: z.string(),
    told: z.array(z.string()).describe('What it changed, a sentence each.'),
    before: Rules,
    after: Rules,
    undo: z
      .object({ possible: z.boolean(), why: z.string().describe('Why not. Empty where it is.') })
      .describe('Whether the rules before can be put back: not once they were changed again.'),
  })
  .meta({ id: 'TrafficChange' });

export type TrafficChange = z.output<typeof TrafficChange>;

/** What calls a version of a service gets. */
export const VersionShare = z
  .object({
    version: z.string(),
    instances: z.int().describe('That take new calls and are not kept for a label.'),
    percentNow: z.number(),
    percentThen: z.number(),
  })
  .meta({ id: 'VersionShare' });

/** What a change would do. */
export const TrafficPreview = z
  .object({
    basedOn: z.int().describe('The version of the rules that it was compared with: give it to the change.'),
    changes: z.boolean().describe('Whether it changes anything.'),
    effects: z.array(z.string()).describe('What will happen, a sentence each.'),
    warnings: z.array(z.string()).describe('What may not be meant.'),
    versions: z.array(VersionShare).describe('Every version that runs or is named, newest first.'),
  })
  .meta({ id: 'TrafficPreview' });

export type TrafficPreview = z.output<typeof TrafficPreview>;

/** A change that is stored; in force everywhere within a second. */
export const TrafficChanged = z
  .object({ version: z.int(), warnings: z.array(z.string()) })
  .meta({ id: 'TrafficChanged' });
