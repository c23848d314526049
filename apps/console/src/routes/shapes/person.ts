import { z } from '@hansom/platform-config';

/** Somebody who rides or drives. */
export const Person = z
  .object({
    id: z.string(),
    name: z.string().describe('May be empty.'),
    phone: z.string().optional().describe('Masked, as in `+46 •• ••• •• 12`, for staff who may not see it.'),
  })
  .meta({ id: 'Person' });

export type Person = z.output<typeof Person>;

/** A car. */
export const Car = z
  .object({
    id: z.string(),
    plate: z.string(),
    make: z.string(),
    model: z.string(),
    colour: z.string(),
    seats: z.int(),
    serviceTypes: z.array(z.string()),
  })
  .meta({ id: 'Car' });

export type Car = z.output<typeof Car>;
