// Written by `npm run openapi`.
import { type ClientOf, type ClientOptions, createClient } from '@hansom/client-http';

import { OPERATIONS, type Operations } from './generated/api.ts';

export { isProblem, NoAnswer, type Problem, ProblemError } from '@hansom/client-http';
export {
  type BookingStory,
  type Bounds,
  type Car,
  type DrivenWay,
  type DriverStory,
  type DriversNow,
  type Fare,
  type FareLine,
  type Fault,
  type FaultInput,
  type Hit,
  type InstanceCheck,
  type LastPosition,
  type LatLng,
  type LedgerLine,
  type Me,
  type Missing,
  type Moment,
  type Money,
  type Now,
  type Operations,
  type Person,
  type Pickup,
  type Place,
  type Rates,
  type RidersNow,
  type Rules,
  type RulesInput,
  type Sample,
  type SeenCity,
  type ServiceEdge,
  type ServiceEndpoint,
  type ServiceInstance,
  type ServicePage,
  type ServiceSummary,
  type ShiftSpan,
  type Silence,
  type StoryBooking,
  type StoryDocument,
  type StoryEvent,
  type StoryJob,
  type StoryMessage,
  type StoryOffer,
  type StoryPayment,
  type StoryReceipt,
  type StoryShift,
  type Streets,
  type Sum,
  type TrafficChange,
  type TrafficChanged,
  type TrafficPreview,
  type VersionShare,
  type Wait,
} from './generated/api.ts';

export type ConsoleClient = ClientOf<Operations>;

/** A client of console: one method an operation. */
export function createConsoleClient(options: ClientOptions): ConsoleClient {
  return createClient<Operations>(OPERATIONS, options);
}
