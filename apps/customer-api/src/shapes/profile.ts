import { z } from '@hansom/platform-config';
import { type Profile as WireProfile } from '@hansom/proto-customer';

export const Profile = z
  .object({ id: z.string(), phone: z.string(), name: z.string(), language: z.string(), version: z.int() })
  .meta({ id: 'Profile' });

export function toProfile(profile: WireProfile | undefined): z.output<typeof Profile> {
  if (!profile) throw new TypeError('customer answered without a profile');
  const { riderId: id, phone, name, language, version } = profile;
  return { id, phone, name, language, version };
}
