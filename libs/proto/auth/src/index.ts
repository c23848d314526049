// Written by `npm run proto`.
import { AuthServiceDefinition as generatedAuthServiceDefinition } from './generated/hansom/auth/v1/auth.ts';
import { DESCRIPTORS } from './generated/descriptors.ts';

export {
  CodePurpose,
  FinishSignInRequest,
  FinishSignInResponse,
  GetIdentityRequest,
  GetIdentityResponse,
  GetKeysRequest,
  GetKeysResponse,
  RefreshRequest,
  RefreshResponse,
  RegisterDriverRequest,
  RegisterDriverResponse,
  SignInDriverRequest,
  SignInDriverResponse,
  SignOutRequest,
  SignOutResponse,
  StartSignInRequest,
  StartSignInResponse,
  Tokens,
  codePurposeFromJSON,
  codePurposeToJSON,
} from './generated/hansom/auth/v1/auth.ts';
export { SessionRevoked, SessionStarted, sessionEvents } from './generated/hansom/auth/v1/events.ts';
export { DESCRIPTORS } from './generated/descriptors.ts';

export const AuthServiceDefinition = {
  ...generatedAuthServiceDefinition,
  descriptors: DESCRIPTORS,
} as const;
export type AuthServiceDefinition = typeof AuthServiceDefinition;
