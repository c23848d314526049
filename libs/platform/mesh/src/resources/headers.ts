/** Headers that routes look at. `routing` sets them. */
export const VERSION_HEADER = 'x-hansom-version';
export const LABEL_HEADER = 'x-hansom-label';
export const CITY_HEADER = 'x-hansom-city';
export const BUCKET_HEADER = 'x-hansom-city-bucket';

/** Buckets of cities: a version's share of a sharded service is a share of these. */
export const BUCKETS = 100;
