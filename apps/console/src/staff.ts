import { HansomError } from '@hansom/platform-errors';
import { covers, isStaff, type User } from '@hansom/platform-identity';
import { cityOf, type IdKind, parseId, type RegionalKind } from '@hansom/shared-ids';

type Staff = Pick<User, 'roles'>;

/** Whether staff may see what happens in a city. */
export function seesCity({ roles }: Staff, city: string): boolean {
  return covers(roles, `OPS.${city.toUpperCase()}`);
}

/** Whether they may see whatever belongs to no city: riders who travel. */
export function seesAll({ roles }: Staff): boolean {
  return covers(roles, 'OPS');
}

export function seesPhones({ roles }: Staff): boolean {
  return covers(roles, 'OPS.PHONES');
}

export function mayChangeTraffic({ roles }: Staff): boolean {
  return covers(roles, 'OPS.ADMIN');
}

/** Throws `permission_denied` for who is signed in, but does not work here. */
export function requireStaff(user: Staff): void {
  if (isStaff(user)) return;
  throw new HansomError('permission_denied', 'console.not_staff', { description: 'only for staff' });
}

/**
 * The city of a regional thing that somebody asks for by id. What is no id, and what is in a city that they may not see, is not found alike:
 * `<owner>.not_found`.
 */
export function cityToSee(user: Staff, { kind, id }: { kind: RegionalKind; id: string }): string {
  const parsed = parseId(kind, id);
  const city = parsed.ok ? cityOf(parsed.id) : undefined;
  if (city !== undefined && seesCity(user, city)) return city;
  throw notFound(kind, id);
}

export function notFound(kind: IdKind, id: string): HansomError {
  return new HansomError('not_found', `${kind}.not_found`, {
    description: `there is no such ${kind}`,
    context: { id },
  });
}
