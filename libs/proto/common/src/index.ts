// Written by `npm run proto`.
export { Timestamp } from './generated/google/protobuf/timestamp.ts';
export { Error, Error_ContextEntry, FieldViolation } from './generated/hansom/common/v1/error.ts';
export {
  EventEnvelope,
  Tenancy,
  tenancyFromJSON,
  tenancyToJSON,
} from './generated/hansom/common/v1/event.ts';
export {
  Fare,
  FareLine,
  FareLineKind,
  fareLineKindFromJSON,
  fareLineKindToJSON,
} from './generated/hansom/common/v1/fare.ts';
export { LatLng } from './generated/hansom/common/v1/geo.ts';
export { Money } from './generated/hansom/common/v1/money.ts';
export { Place } from './generated/hansom/common/v1/place.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';
