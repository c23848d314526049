// Written by `npm run proto`.
import { CityServiceDefinition as generatedCityServiceDefinition } from './generated/hansom/city/v1/city.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  BookingSettings,
  City,
  CityFound,
  CityNotFound,
  DispatchSettings,
  FindCityRequest,
  FindCityResponse,
  GetCityRequest,
  GetCityResponse,
  ListCitiesRequest,
  ListCitiesResponse,
  ListZonesRequest,
  ListZonesResponse,
  ServiceType,
  Zone,
  ZoneArea,
  ZoneKind,
  zoneKindFromJSON,
  zoneKindToJSON,
} from './generated/hansom/city/v1/city.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const CityServiceDefinition = {
  ...generatedCityServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type CityServiceDefinition = typeof CityServiceDefinition;
