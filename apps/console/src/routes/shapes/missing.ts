import { z } from '@hansom/platform-config';

/** A part of an answer that could not be had, since whoever knows it did not answer. */
export const Missing = z
  .object({
    part: z.string().describe('The member of the answer that is empty or absent for it.'),
    why: z.string().describe('For a person.'),
  })
  .meta({ id: 'Missing' });

export type Missing = z.output<typeof Missing>;
