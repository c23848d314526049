/** The values of `highway` on which a taxi drives, the largest first. A graph stores the index: append only. */
export const ROAD_CLASSES = [
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
  'tertiary',
  'tertiary_link',
  'unclassified',
  'residential',
  'living_street',
  'road',
  'service',
] as const;

export type RoadClass = (typeof ROAD_CLASSES)[number];

/**
 * `limitKmh` holds where no `maxspeed` is tagged. `pace` is the share of the limit that a car makes on average: lights, give-ways,
 * bends and parked cars are in it, because edges have no times of turning.
 */
export const ROAD_SPEEDS: Readonly<Record<RoadClass, { limitKmh: number; pace: number }>> = {
  motorway: { limitKmh: 110, pace: 0.9 },
  motorway_link: { limitKmh: 70, pace: 0.8 },
  trunk: { limitKmh: 80, pace: 0.85 },
  trunk_link: { limitKmh: 60, pace: 0.75 },
  primary: { limitKmh: 60, pace: 0.75 },
  primary_link: { limitKmh: 50, pace: 0.7 },
  secondary: { limitKmh: 50, pace: 0.7 },
  secondary_link: { limitKmh: 50, pace: 0.65 },
  tertiary: { limitKmh: 50, pace: 0.65 },
  tertiary_link: { limitKmh: 50, pace: 0.6 },
  unclassified: { limitKmh: 50, pace: 0.6 },
  residential: { limitKmh: 40, pace: 0.6 },
  living_street: { limitKmh: 10, pace: 0.9 },
  road: { limitKmh: 40, pace: 0.6 },
  service: { limitKmh: 20, pace: 0.7 },
};

export function isRoadClass(highway: string | undefined): highway is RoadClass {
  return highway !== undefined && Object.hasOwn(ROAD_SPEEDS, highway);
}
