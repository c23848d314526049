// Written by `npm run proto`.
import { AuthServiceDefinition as generatedAuthServiceDefinition } from './generated/hansom/auth/v1/auth.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  CloseStaffRequest,
  CloseStaffResponse,
  CodePurpose,
  CreateStaffRequest,
  CreateStaffResponse,
  FinishSignInRequest,
  FinishSignInResponse,
  GetIdentityRequest,
  GetIdentityResponse,
  GetKeysRequest,
  GetKeysResponse,
  IssueSignInLinkRequest,
  IssueSignInLinkResponse,
  ListStaffRequest,
  ListStaffResponse,
  RedeemSignInLinkRequest,
  RedeemSignInLinkResponse,
  RefreshRequest,
  RefreshResponse,
  RegisterDriverRequest,
  RegisterDriverResponse,
  SetStaffRolesRequest,
  SetStaffRolesResponse,
  SignInDriverRequest,
  SignInDriverResponse,
  SignInStaffRequest,
  SignInStaffResponse,
  SignOutRequest,
  SignOutResponse,
  Staff,
  StaffState,
  StartSignInRequest,
  StartSignInResponse,
  Tokens,
  codePurposeFromJSON,
  codePurposeToJSON,
  staffStateFromJSON,
  staffStateToJSON,
} from './generated/hansom/auth/v1/auth.ts';
export { SessionRevoked, SessionStarted, sessionEvents } from './generated/hansom/auth/v1/events.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const AuthServiceDefinition = {
  ...generatedAuthServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type AuthServiceDefinition = typeof AuthServiceDefinition;
