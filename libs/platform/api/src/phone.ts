import { z } from '@hansom/platform-config';
import { isPhone, PHONE_RULE } from '@hansom/platform-identity';

export const Phone = z
  .string()
  .refine(isPhone, PHONE_RULE)
  .meta({ id: 'Phone', description: 'E.164, as in +46700000001.' });
