import { z } from '@hansom/platform-config';

import { open, user } from '../routes/access.ts';
import { noContent } from '../routes/handler.ts';
import { route, type RouteDefinition } from '../routes/route.ts';
import { openApi } from './openapi.ts';

const Place = z
  .object({ lat: z.number(), lng: z.number().default(0) })
  .meta({ id: 'Place', description: 'on earth' });
const Booking = z.object({ id: z.string(), from: Place }).meta({ id: 'Booking' });

const create = route({
  method: 'POST',
  path: '/v1/cities/{city}/bookings',
  operation: 'createBooking',
  summary: 'Books.',
  description: 'At once or later.',
  tags: ['bookings'],
  access: user('RIDER'),
  idempotent: true,
  ifMatch: 'required',
  etag: true,
  location: true,
  params: z.object({ city: z.string().length(3).describe('its code') }),
  query: z.object({ seats: z.coerce.number().int().min(1).default(1), note: z.string() }),
  headers: z.object({ 'x-device': z.string().optional() }),
  body: z.object({ from: Place, stops: z.array(z.object({ at: Place })).optional() }),
  answers: { 201: Booking },
  errors: ['booking.rider_busy'],
});

const remove = route({
  method: 'DELETE',
  path: '/v1/cities/{city}/bookings',
  operation: 'deleteBookings',
  summary: 'Deletes.',
  tags: ['bookings'],
  access: open(),
  params: z.object({ city: z.string() }),
  answers: { 204: noContent },
});

const read = route({
  method: 'GET',
  path: '/v1/me',
  operation: 'getMe',
  summary: 'Reads.',
  tags: ['me'],
  access: user(),
  etag: true,
  answers: { 200: Booking },
});

// What is looked at is a document of any shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function documentOf(...routes: RouteDefinition[]): any {
  return openApi({ service: 'rider-api', title: 'Rider API', version: '1', routes });
}

/** By header, as references. */
function told(...names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const COUNTED = told('RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset');

/** The codes of the gateway's own refusals of an operation, by status. */
function refusedBy(document: ReturnType<typeof documentOf>, operation: { responses: object }) {
  const references = Object.entries(operation.responses).filter(([, { $ref }]) => $ref !== undefined);
  return Object.fromEntries(
    references.map(([status, { $ref }]) => [
      status,
      document.components.responses[$ref.replace('#/components/responses/', '')]['x-hansom-errors'],
    ]),
  );
}

describe('openApi', () => {
  it('tells an operation with all that it takes', () => {
    const { paths, openapi, info } = documentOf(create, remove);

    const operation = paths['/v1/cities/{city}/bookings'].post;
    expect({ openapi, info }).toEqual({ openapi: '3.1.0', info: { title: 'Rider API', version: '1' } });
    expect(operation).toMatchObject({ operationId: 'createBooking', security: [{ token: [] }] });
    expect(operation.parameters).toMatchObject([
      { name: 'city', in: 'path', required: true, description: 'its code', schema: { minLength: 3 } },
      { name: 'seats', in: 'query', required: false, schema: { type: 'integer', minimum: 1, default: 1 } },
      { name: 'note', in: 'query', required: true },
      { name: 'x-device', in: 'header', required: false },
      { name: 'Idempotency-Key', in: 'header', required: true },
      { name: 'If-Match', in: 'header', required: true },
    ]);
    expect(operation['x-hansom-errors']).toEqual(['booking.rider_busy']);
    expect(operation.responses.default.description).toContain('booking.rider_busy');
  });

  it('tells a named schema once, and apart where what is sent differs from what is answered', () => {
    const { paths, components } = documentOf(create);

    const { requestBody, responses } = paths['/v1/cities/{city}/bookings'].post;
    const sent = requestBody.content['application/json'].schema;
    expect(responses[201].content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/Booking',
    });
    expect(sent.properties.from).toEqual({ $ref: '#/components/schemas/PlaceInput' });
    expect(sent.properties.stops.items.properties.at).toEqual({ $ref: '#/components/schemas/PlaceInput' });
    expect(components.schemas.Booking.properties.from).toEqual({ $ref: '#/components/schemas/Place' });
    expect(components.schemas.Place).toMatchObject({ description: 'on earth', required: ['lat', 'lng'] });
    expect(components.schemas.PlaceInput.required).toEqual(['lat']);
  });

  it('tells a schema that is sent and answered alike once, whatever else is sent differently', () => {
    const City = z.object({ code: z.string() }).meta({ id: 'City' });
    const Trip = z.object({ from: Place, city: City }).meta({ id: 'Trip' });

    const { paths, components } = documentOf(
      route({ ...create, body: Trip, answers: { 201: Trip, 202: z.object({ only: z.string() }) } }),
    );

    expect(Object.keys(components.schemas).sort()).toEqual([
      'City',
      'Place',
      'PlaceInput',
      'Problem',
      'Trip',
      'TripInput',
    ]);
    const { requestBody } = paths['/v1/cities/{city}/bookings'].post;
    expect(requestBody.content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/TripInput',
    });
    expect(components.schemas.TripInput.properties.city).toEqual({ $ref: '#/components/schemas/City' });
    expect(components.schemas.Trip.properties.from).toEqual({ $ref: '#/components/schemas/Place' });
  });

  it('closes what is sent at any depth, and leaves what is answered open to grow', () => {
    const { paths, components } = documentOf(create);

    const sent = paths['/v1/cities/{city}/bookings'].post.requestBody.content['application/json'].schema;
    expect(sent.additionalProperties).toBe(false);
    expect(sent.properties.stops.items.additionalProperties).toBe(false);
    expect(components.schemas.PlaceInput.additionalProperties).toBe(false);
    expect(components.schemas.Booking).not.toHaveProperty('additionalProperties');
  });

  it('keeps members that are called like words of JSON Schema', () => {
    const odd = z.object({
      properties: z.string(),
      required: z.boolean(),
      id: z.literal('x'),
      type: z.enum(['$ref']),
    });

    const { paths } = documentOf(route({ ...remove, answers: { 200: odd } }));

    const told = paths['/v1/cities/{city}/bookings'].delete.responses[200].content['application/json'].schema;
    expect(Object.keys(told.properties)).toEqual(['properties', 'required', 'id', 'type']);
    expect(told.properties).toMatchObject({ id: { const: 'x' }, type: { enum: ['$ref'] } });
  });

  it('tells what goes with an answer, of which the route says so', () => {
    const { paths, components } = documentOf(create, remove, read);

    const { responses } = paths['/v1/cities/{city}/bookings'].post;
    expect(responses[201]).toMatchObject({ description: 'Books.' });
    expect(responses[201].headers).toEqual({
      ...told('ETag', 'Location', 'Idempotency-Replayed'),
      ...COUNTED,
    });
    expect(responses).not.toHaveProperty('304');
    expect(paths['/v1/me'].get.responses[200].headers).toEqual({ ...told('ETag'), ...COUNTED });
    expect(components.headers).toMatchObject({
      ETag: { schema: { type: 'string' } },
      'Retry-After': { schema: { type: 'integer' } },
    });
  });

  it('lets a version that is known already be named, and tells that it is still the one', () => {
    const { parameters, responses } = documentOf(read).paths['/v1/me'].get;

    expect(parameters).toMatchObject([{ name: 'If-None-Match', in: 'header', required: false }]);
    expect(responses[304].headers).toEqual({ ...told('ETag'), ...COUNTED });
    expect(responses[304]).not.toHaveProperty('content');
  });

  it('lets a version be asked for, where it is heeded and not needed', () => {
    const change = route({ ...read, method: 'PATCH', ifMatch: 'optional' });

    const document = documentOf(change);

    const operation = document.paths['/v1/me'].patch;
    expect(operation.parameters).toMatchObject([{ name: 'If-Match', in: 'header', required: false }]);
    expect(refusedBy(document, operation)).toMatchObject({ 412: ['rider-api.precondition_failed'] });
    expect(operation.responses).not.toHaveProperty('428');
  });

  it('tells with what the gateway refuses what a route takes, by status', () => {
    const document = documentOf(create, remove);

    const { post, delete: removing } = document.paths['/v1/cities/{city}/bookings'];
    expect(refusedBy(document, post)).toEqual({
      400: ['rider-api.malformed_json', 'rider-api.invalid_argument', 'rider-api.idempotency_key_missing'],
      401: ['rider-api.unauthenticated'],
      403: ['rider-api.permission_denied'],
      409: ['rider-api.idempotency_key_in_flight'],
      412: ['rider-api.precondition_failed'],
      413: ['rider-api.body_too_large'],
      415: ['rider-api.unsupported_media_type'],
      422: ['rider-api.idempotency_key_reused'],
      428: ['rider-api.precondition_required'],
      429: ['rider-api.rate_limited'],
      503: ['rider-api.overloaded'],
    });
    expect(refusedBy(document, removing)).toEqual({
      400: ['rider-api.invalid_argument'],
      429: ['rider-api.rate_limited'],
      503: ['rider-api.overloaded'],
    });
    const { rate_limited, unauthenticated, body_too_large } = document.components.responses;
    expect(rate_limited.headers).toEqual({ ...told('Retry-After'), ...COUNTED });
    expect(unauthenticated.headers).toEqual({ ...told('WWW-Authenticate'), ...COUNTED });
    expect(body_too_large.headers).toEqual(COUNTED);
  });

  it('tells those of its own errors with 401 by which nobody showed who they are', () => {
    const errors = ['auth.code_refused', 'auth.busy'];
    const signIn = route({ ...remove, errors, unauthenticated: ['auth.code_refused'] });

    const document = documentOf(signIn);

    const operation = document.paths['/v1/cities/{city}/bookings'].delete;
    expect(refusedBy(document, operation)[401]).toEqual(['auth.code_refused']);
    expect(operation.responses.default.description).toBe('A problem, such as auth.busy.');
    expect(operation['x-hansom-errors']).toEqual(errors);
  });

  it('has no content where there is no body', () => {
    const { paths } = documentOf(remove);

    expect(paths['/v1/cities/{city}/bookings'].delete).toMatchObject({ security: [] });
    expect(paths['/v1/cities/{city}/bookings'].delete.responses[204]).toEqual({
      description: 'Deletes.',
      headers: COUNTED,
    });
  });
});
