import { type Instant, instant } from '@hansom/platform-context';
import { type Call } from '@hansom/platform-rpc';
import { type LatLng } from '@hansom/proto-common';

import { type Callees } from './context.ts';

export interface Fix {
  at: Instant;
  position: LatLng;
}

/** Where the driver was last; undefined when nobody knows. */
export async function lastFix(
  { positions }: Pick<Callees, 'positions'>,
  { city, driver_id: driverId }: { city: string; driver_id: string },
  call: Call,
): Promise<Fix | undefined> {
  const { last } = await positions.getLast({ city, driverId }, call);
  return last?.at && last.position && { at: instant(last.at.getTime()), position: last.position };
}
