import { z } from '@hansom/platform-config';
import { type Id, type IdKind, parseId } from '@hansom/shared-ids';

/** The id of a thing of that kind, in a path, a query or a body: `params: z.object({ bookingId: idOf('booking') })`. */
export function idOf<K extends IdKind>(kind: K): z.ZodType<Id<K>, string> {
  const text = z.string().superRefine((value, context) => {
    const parsed = parseId(kind, value);
    if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.rule });
  });
  return text.describe(`id of a ${kind}`) as unknown as z.ZodType<Id<K>, string>; // the refinement makes it one
}
