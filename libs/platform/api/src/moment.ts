import { z } from '@hansom/platform-config';

/** RFC 3339, in UTC: domain time. */
export const Moment = z.iso.datetime().meta({ id: 'Moment', description: 'RFC 3339, in UTC. Domain time.' });

/** Undefined for a moment that has not come. */
export function toMoment(date: Date): string;
export function toMoment(date: Date | undefined): string | undefined;
export function toMoment(date: Date | undefined): string | undefined {
  return date?.toISOString();
}
