import { z } from '@hansom/platform-config';
import { type Cell, isCell } from '@hansom/shared-geo';
import { type Currency, isCurrency } from '@hansom/shared-money';
import { isTimeZone, type TimeZone } from '@hansom/shared-time';

const DAY_MS = 86_400_000;

const name = z.string().min(1).max(100);
const id = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be lower-case letters, digits and underscores');
const ms = z.number().int().min(1).max(DAY_MS);
const metres = z.number().int().min(1).max(100_000);
const minor = z.number().int().min(0).max(1_000_000_000);
const position = z.tuple([z.number(), z.number()]);
const cell = z.custom<Cell>((value) => typeof value === 'string' && isCell(value), 'must be an H3 cell');

const zone = z.strictObject({
  name,
  kind: z.enum(['SERVICE_AREA', 'PRICING', 'AIRPORT', 'STATION']),
  /** Coordinates of a GeoJSON polygon: longitude first, rings that end where they begin. */
  polygon: z.array(z.array(position)).optional(),
  /** Instead of a polygon. */
  cells: z.array(cell).optional(),
});

const serviceType = z.strictObject({ name, seats: z.number().int().min(1).max(50) });

const dispatch = z.strictObject({
  offerTtlMs: z.number().int().min(10_000).max(25_000).default(15_000),
  broadcast: z.number().int().min(1).max(50).default(1),
  batchMs: ms.default(2_000),
  furthestPickupMs: ms.default(720_000),
  ringsMetres: z
    .array(metres)
    .min(1)
    .max(10)
    .refine((rings) => rings.every((ring, i) => ring > (rings[i - 1] ?? 0)), 'must rise')
    .default([1_000, 2_000, 3_500, 5_000]),
  fewestCandidates: z.number().int().min(1).max(100).default(3),
  searchMs: ms.default(180_000),
});

/** Fees have no default: 500 is five euros, and less than half a euro in Stockholm. */
const booking = z.strictObject({
  arrivalMetres: metres.default(150),
  freeWaitingMs: ms.default(150_000),
  businessFreeWaitingMs: ms.default(300_000),
  freeCancelMs: ms.default(120_000),
  cancelFeeMinor: minor,
  noShowFeeMinor: minor,
  prebookedNoShowFeeMinor: minor,
  reallocations: z.number().int().min(0).max(10).default(3),
});

/** A city in the configuration; figures that it does not say are those of the domain. */
export const citySchema = z.strictObject({
  name,
  timeZone: z.custom<TimeZone>(
    (value) => typeof value === 'string' && isTimeZone(value),
    'must be an IANA time zone',
  ),
  currency: z.custom<Currency>(
    (value) => typeof value === 'string' && isCurrency(value),
    'must be a currency of ISO 4217',
  ),
  homeRegion: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be the name of a region'),
  homeEpoch: z.number().int().min(1).max(0xffff_ffff),
  serviceTypes: z
    .record(id, serviceType)
    .refine((types) => Object.keys(types).length > 0, 'must not be empty'),
  zones: z
    .record(id, zone)
    .refine(
      (zones) => Object.values(zones).some(({ kind }) => kind === 'SERVICE_AREA'),
      'must have a service area',
    ),
  dispatch: dispatch.prefault({}),
  booking,
  /** Cities whose drivers may be offered jobs here: a licence's affair, not one of distance. */
  neighbours: z.array(z.string()).max(8).default([]),
});

export type CitySettings = z.infer<typeof citySchema>;
export type ZoneKind = CitySettings['zones'][string]['kind'];
