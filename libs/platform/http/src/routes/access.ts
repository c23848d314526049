import { isRole } from '@hansom/platform-identity';

/** Whoever comes. */
export interface OpenAccess {
  readonly kind: 'open';
}

/** Whoever is signed in, and has the role if one is named. */
export interface UserAccess {
  readonly kind: 'user';
  readonly role: string | undefined;
}

/** Who may call a route. */
export type Access = OpenAccess | UserAccess;

/** Lets everybody in, with or without a token: signing in, what is public. Of a token that comes along the user is known. */
export function open(): OpenAccess {
  return { kind: 'open' };
}

/** Lets in users whose patterns cover `role`; without one, all who are signed in. Throws a TypeError for what is no role. */
export function user(role?: string): UserAccess {
  if (role !== undefined && !isRole(role)) throw new TypeError(`${JSON.stringify(role)} is not a role`);
  return { kind: 'user', role };
}
