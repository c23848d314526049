import { Fare, LatLng, Moment, Place } from '@hansom/platform-api';
import { z } from '@hansom/platform-config';
import { open, route, user } from '@hansom/platform-http';

const tags = ['city'];

const City = z
  .object({
    code: z.string(),
    name: z.string(),
    timeZone: z.string(),
    currency: z.string(),
    serviceTypes: z.array(z.object({ id: z.string(), name: z.string(), seats: z.int() })),
  })
  .meta({ id: 'City' });

const Car = z
  .object({
    at: LatLng.describe('Rounded: where some car is, not a certain one.'),
    bearingDegrees: z.number().optional(),
  })
  .meta({ id: 'Car' });

const Quote = z
  .object({
    id: z.string(),
    serviceType: z.string(),
    fare: Fare,
    fixed: z.boolean().describe('Whether the price holds whatever the meter shows.'),
    validUntil: Moment,
    token: z.string().describe('What to book with.'),
  })
  .meta({ id: 'Quote' });

export const Nearby = z
  .object({
    cars: z.array(Car),
    pickupMs: z
      .int()
      .optional()
      .describe('How soon the nearest car could be there, by road. Absent without one.'),
  })
  .meta({ id: 'Nearby' });

export const listCities = route({
  ...{ method: 'GET', path: '/v1/cities', operation: 'listCities', tags },
  summary: 'Lists the cities.',
  access: open(),
  answers: { 200: z.object({ cities: z.array(City) }) },
});

export const findNearby = route({
  ...{ method: 'GET', path: '/v1/nearby', operation: 'findNearby', tags, access: user('RIDER') },
  summary: 'Shows free cars near a point.',
  query: z.object({ lat: z.coerce.number().min(-90).max(90), lng: z.coerce.number().min(-180).max(180) }),
  answers: { 200: Nearby },
  errors: ['customer-api.no_city'],
});

export const createQuotes = route({
  ...{ method: 'POST', path: '/v1/quotes', operation: 'createQuotes', tags, access: user('RIDER') },
  summary: 'Prices a ride by each service type, and tells how soon a car could come.',
  body: z.object({
    pickup: Place,
    destination: Place,
    passengers: z.int().min(1).max(20).default(1),
  }),
  answers: {
    200: z.object({
      city: z.string(),
      distanceMetres: z.int(),
      durationMs: z.int(),
      quotes: z.array(Quote),
      nearby: Nearby,
    }),
  },
  errors: ['customer-api.no_city', 'pricing.outside_city', 'pricing.no_route', 'pricing.too_far'],
});
