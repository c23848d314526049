import { z } from '@hansom/platform-config';
import { type Place as WirePlace } from '@hansom/proto-common';

export const LatLng = z
  .object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) })
  .meta({ id: 'LatLng', description: 'Degrees, WGS 84.' });

/** Where, and what people call it. */
export const Place = z
  .object({ at: LatLng, label: z.string().max(200).default('') })
  .meta({ id: 'Place', description: 'Where it is, and what people call it.' });

export type Place = z.output<typeof Place>;

export function toPlace(place: WirePlace | undefined): Place {
  const { lat, lng } = place?.at ?? { lat: 0, lng: 0 };
  return { at: { lat, lng }, label: place?.label ?? '' };
}
