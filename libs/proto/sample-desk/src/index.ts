// Written by `npm run proto`.
export {
  CheckInRequest,
  CheckInResponse,
  HeldPlace,
  LookRequest,
  LookResponse,
  SampleDeskServiceDefinition,
} from './generated/hansom/sample_desk/v1/sample_desk.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';
