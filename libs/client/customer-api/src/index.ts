// Written by `npm run openapi`.
import { type ClientOf, type ClientOptions, createClient } from '@hansom/client-http';

import { OPERATIONS, type Operations } from './generated/api.ts';

export { isProblem, NoAnswer, type Problem, ProblemError } from '@hansom/client-http';
export {
  type BookedCar,
  type BookedDriver,
  type Booking,
  type Cancellation,
  type Car,
  type City,
  type Fare,
  type FareLine,
  type LatLng,
  type Message,
  type Moment,
  type Money,
  type Nearby,
  type Operations,
  type Payment,
  type PaymentChoice,
  type PaymentMethod,
  type Phone,
  type Place,
  type PlaceInput,
  type Profile,
  type Quote,
  type Receipt,
  type SavedPlace,
  type Tokens,
} from './generated/api.ts';

export type CustomerApiClient = ClientOf<Operations>;

/** A client of customer-api: one method an operation. */
export function createCustomerApiClient(options: ClientOptions): CustomerApiClient {
  return createClient<Operations>(OPERATIONS, options);
}
