// Written by `npm run openapi`.
import { type ClientOf, type ClientOptions, createClient } from '@hansom/client-http';

import { OPERATIONS, type Operations } from './generated/api.ts';

export { isProblem, NoAnswer, type Problem, ProblemError } from '@hansom/client-http';
export {
  type Document,
  type Driver,
  type Fare,
  type FareLine,
  type Fix,
  type Job,
  type LatLng,
  type Moment,
  type Money,
  type Offer,
  type Operations,
  type Phone,
  type Place,
  type Shift,
  type Tokens,
  type Vehicle,
} from './generated/api.ts';

export type DriverApiClient = ClientOf<Operations>;

/** A client of driver-api: one method an operation. */
export function createDriverApiClient(options: ClientOptions): DriverApiClient {
  return createClient<Operations>(OPERATIONS, options);
}
