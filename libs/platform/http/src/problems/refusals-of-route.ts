import { type HansomError } from '@hansom/platform-errors';

import { MAX_BODY_BYTES } from '../exchange/read-body.ts';
import { type Access } from '../routes/access.ts';
import { type RouteDefinition } from '../routes/route.ts';
import { type Refusals } from './refusals.ts';

/** What a gateway may refuse a request of the route with, before and beside what its handler does: it follows from what the route says. */
export function refusalsOfRoute(route: RouteDefinition, refuse: Refusals): HansomError[] {
  const { access, body, maxBodyBytes = MAX_BODY_BYTES, ifMatch, idempotent } = route;
  return [
    refuse.overloaded(),
    refuse.rateLimited(0),
    ...refusalsOfAccess(access, refuse),
    ...(ifMatch === 'required' ? [refuse.preconditionRequired()] : []),
    ...(body ? [refuse.notJson(), refuse.tooLarge(maxBodyBytes), refuse.malformedJson()] : []),
    refuse.invalid([]), // whatever it takes, it takes nothing else in its query
    ...(idempotent ? [refuse.keyMissing(), refuse.keyReused(), refuse.keyInFlight()] : []),
    ...(ifMatch ? [refuse.preconditionFailed()] : []),
  ];
}

function refusalsOfAccess(access: Access, refuse: Refusals): HansomError[] {
  if (access.kind === 'open') return [];
  return [refuse.unauthenticated(false), ...(access.role === undefined ? [] : [refuse.denied()])];
}
