import { type AccessRule, type Caller } from '@hansom/platform-rpc';

import { type User } from '../users/user.ts';
import { covers } from './roles.ts';

/** Who asks: as certificates and tokens show, never as a caller says. */
export interface Who {
  readonly caller: Caller;
  readonly user: User | undefined;
  /** What the request's `cityField` holds. */
  readonly city?: string | undefined;
}

/** Why a call is refused. `unauthenticated`: nothing shows who asks; `permission_denied`: it is known, and not enough. */
export interface Refusal {
  readonly kind: 'unauthenticated' | 'permission_denied';
  /** What was missing, for the caller to read: names rules and roles, nothing of a token. */
  readonly description: string;
}

/** A city's code, exactly: anything more would ask for another role. */
const CITY = /^[a-z]{3}$/;

/** In a rule, in place of names: whoever shows the certificate of a service. */
const ANY_SERVICE = '*';

type Only = Extract<AccessRule, { kind: 'only' }>;

/**
 * Whether a rule lets somebody in; undefined: it does. No rule, or one that names nobody, refuses everyone. An operator's
 * certificate stands for any service and any role: whoever holds one can start, stop and replace every service anyway.
 */
export function mayCall(access: AccessRule | undefined, who: Who): Refusal | undefined {
  if (!access) return denied('the RPC does not say who may call it');
  if (access.kind === 'open') return undefined;
  if (access.services.length + access.roles.length === 0)
    return denied('the RPC names nobody who may call it');
  if (who.caller.operator !== undefined) return undefined;
  return serviceMissing(access, who) ?? roleMissing(access, who);
}

function serviceMissing({ services }: Only, { caller }: Who): Refusal | undefined {
  if (services.length === 0) return undefined;
  if (caller.service === undefined) return unauthenticated('it takes the certificate of a service');
  return services.includes(ANY_SERVICE) || services.includes(caller.service)
    ? undefined
    : denied(`${caller.service} is not among its callers`);
}

function roleMissing({ roles, cityField }: Only, { user, city }: Who): Refusal | undefined {
  if (roles.length === 0) return undefined;
  if (!user) return unauthenticated("it takes a user's token");
  const needed = cityField === undefined ? roles : inCity(roles, city);
  if (needed.length === 0) return denied('its roles are held by city, and the request names none');
  return needed.some((role) => covers(user.roles, role))
    ? undefined
    : denied(`it takes the role ${needed.join(' or ')}`);
}

/** Roles are written in capitals, codes of cities are not: `got` is the last part of `ADMIN.DRIVER.GOT`. */
function inCity(roles: readonly string[], city: string | undefined): readonly string[] {
  return city !== undefined && CITY.test(city) ? roles.map((role) => `${role}.${city.toUpperCase()}`) : [];
}

function denied(description: string): Refusal {
  return { kind: 'permission_denied', description };
}

function unauthenticated(description: string): Refusal {
  return { kind: 'unauthenticated', description };
}
