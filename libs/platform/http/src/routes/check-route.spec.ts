import { z } from '@hansom/platform-config';

import { open, user } from './access.ts';
import { noContent } from './handler.ts';
import { isRoute, route, type RouteDefinition } from './route.ts';

const sound: RouteDefinition = {
  method: 'POST',
  path: '/v1/rides/{rideId}/stops',
  operation: 'addStop',
  summary: 'Adds a stop.',
  tags: ['rides'],
  access: user('RIDER'),
  params: z.object({ rideId: z.string() }),
  answers: { 204: noContent },
};

function refusalOf(over: Partial<RouteDefinition>): string {
  try {
    route({ ...sound, ...over });
    return 'taken';
  } catch (error) {
    return String(error);
  }
}

describe('a route', () => {
  it('is known as one', () => {
    expect(isRoute(route(sound))).toBe(true);
    expect([isRoute({ ...sound }), isRoute(undefined), isRoute('x')]).toEqual([false, false, false]);
  });

  it.each<[string, Partial<RouteDefinition>, RegExp]>([
    ['an operation that is no name', { operation: 'add-stop' }, /not in camelCase/],
    ['a path with capitals', { path: '/v1/Rides/{rideId}' }, /no path/],
    ['a path that ends in a slash', { path: '/v1/rides/{rideId}/' }, /no path/],
    ['a parameter that it does not describe', { params: undefined }, /its path has \{rideId\}/],
    ['one that is not in its path', { path: '/v1/rides' }, /its params describe \{rideId\}/],
    ['a body for a GET', { method: 'GET', body: z.object({}) }, /a GET has no body/],
    ['a header in capitals', { headers: z.object({ Accept: z.string() }) }, /the header Accept/],
    ['keys for nobody', { access: open(), idempotent: true }, /an open route has none/],
    ['keys for a GET', { method: 'GET', idempotent: true }, /without a key/],
    ['no answer', { answers: {} }, /answers nothing/],
    ['a 401 that it does not name', { unauthenticated: ['auth.x'] }, /auth.x is none of its errors/],
    ['a failure as an answer', { answers: { 404: noContent } }, /404 is no success/],
    ['a code that is none', { errors: ['gone'] }, /gone is not <service>.<reason>/],
  ])('is refused for %s', (_, over, problem) => {
    expect(refusalOf(over)).toMatch(problem);
  });

  it('is told all that is wrong with it', () => {
    const refusal = refusalOf({ operation: 'X', errors: ['gone'], answers: {} });

    expect(refusal.split('\n')).toHaveLength(4);
  });

  it('asks for a role that is one', () => {
    expect(() => user('RIDER.*')).toThrow(/not a role/);
    expect(user().role).toBeUndefined();
  });
});
