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

// What is looked at is a document of any shape.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function documentOf(...routes: RouteDefinition[]): any {
  return openApi({ title: 'Rider API', version: '1', routes });
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

  it('has no content where there is no body', () => {
    const { paths } = documentOf(remove);

    expect(paths['/v1/cities/{city}/bookings'].delete).toMatchObject({ security: [] });
    expect(paths['/v1/cities/{city}/bookings'].delete.responses[204]).toEqual({ description: 'Done.' });
  });
});
