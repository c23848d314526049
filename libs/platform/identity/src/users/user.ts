import { z } from '@hansom/platform-config';

import { isRolePattern, MAX_PATTERNS } from '../access/roles.ts';

/** Whether a person or a robot of the simulated city. A property of the account, fixed when it is made. */
export type Tenancy = 'live' | 'robot';

/** A person who is signed in, as the token says that auth signed. */
export interface User {
  /** The id of the account: `rider_01j...`. */
  readonly id: string;
  /** Patterns of roles: see `covers`. */
  readonly roles: readonly string[];
  readonly tenancy: Tenancy;
  /** The code of the city whose account it is; undefined for one that travels. */
  readonly city?: string | undefined;
  /** What is revoked when the person signs out. */
  readonly session: string;
}

const Text = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/);

const Claims = z.object({
  sub: Text,
  sid: Text,
  roles: z.array(z.string().refine(isRolePattern)).max(MAX_PATTERNS),
  tenancy: z.enum(['live', 'robot']),
  city: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
  iat: z.int().nonnegative(),
  exp: z.int().nonnegative(),
});

/** The claims of a token: times in whole seconds since the epoch, by the domain clock. */
export type Claims = z.infer<typeof Claims>;

/** What a token holds of a user. */
export function claimsOf(user: User): Omit<Claims, 'iat' | 'exp'> {
  const { id, roles, tenancy, city, session } = user;
  return { sub: id, sid: session, roles: [...roles], tenancy, ...(city !== undefined && { city }) };
}

/** Claims whose shape is right, or undefined. Claims that nobody here knows are left out. */
export function parseClaims(payload: unknown): Claims | undefined {
  return Claims.safeParse(payload).data;
}

export function userOf({ sub, sid, roles, tenancy, city }: Claims): User {
  return Object.freeze({ id: sub, roles: Object.freeze(roles), tenancy, city, session: sid });
}
