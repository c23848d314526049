import { isSameOrigin } from '../origin/same-origin.ts';
import { type Edge } from './edge.ts';
import { headerOf, type Incoming } from './incoming.ts';

const SAFE = ['GET', 'HEAD'];

/**
 * Where browsers send a cookie by themselves, a request that changes something has to come from a page of ours (CSRF). Whoever shows a token
 * needs no cookie: no browser adds one of its own accord. Signing in counts too, or somebody could be signed in as somebody else.
 */
export function checkOrigin(incoming: Incoming, { cookie, refuse }: Edge): void {
  if (!cookie || SAFE.includes(incoming.method)) return;
  if (headerOf(incoming, 'authorization') !== undefined) return;
  const said = {
    host: headerOf(incoming, 'host'),
    origin: headerOf(incoming, 'origin'),
    'sec-fetch-site': headerOf(incoming, 'sec-fetch-site'),
  };
  if (!isSameOrigin(said) || headerOf(incoming, cookie.guard) !== '1') throw refuse.foreign(cookie.guard);
}
