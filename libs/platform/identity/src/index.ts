export { mayCall, type Refusal, type Who } from './access/may-call.ts';
export { covers, isRole, isRolePattern } from './access/roles.ts';
export { clientIdentity } from './calls/client-identity.ts';
export { actAs, baggageOf, currentUser, onBehalfOf, requireUser } from './calls/current-user.ts';
export { isStaff, mayRead } from './calls/may-read.ts';
export { serverIdentity, type ServerIdentityOptions } from './calls/server-identity.ts';
export {
  certificateFiles,
  type CertificateFilesOptions,
  type CertificatePaths,
} from './certificates/certificate-files.ts';
export { type Certificates, type CertificateSet } from './certificates/certificates.ts';
export { clientSecurity } from './certificates/client-security.ts';
export {
  type DevelopmentCa,
  developmentCa,
  type DevelopmentCaOptions,
} from './certificates/development-ca.ts';
export { CONNECTION_AGE, serverSecurity, type ServerSecurity } from './certificates/server-security.ts';
export {
  callerOf,
  formatSpiffeId,
  parseSpiffeId,
  type Subject,
  TRUST_DOMAIN,
} from './certificates/spiffe.ts';
export { isPhone, isTestPhone, PHONE_RULE, tenancyOf, type TestRange, testRange } from './users/phone.ts';
export { remoteKeys, type RemoteKeysOptions } from './users/remote-keys.ts';
export { newSigningKeys, publicKeys, rotated, type SigningKeys } from './users/signing-keys.ts';
export { TOKEN_LIFE } from './users/token-format.ts';
export { type Jwks, staticKeys, type TokenKeys } from './users/token-keys.ts';
export { signToken } from './users/token-signer.ts';
export {
  type HeldToken,
  tokenVerifier,
  type TokenVerifier,
  type TokenVerifierOptions,
} from './users/token-verifier.ts';
export { fromWireTenancy, toWireTenancy } from './users/tenancy.ts';
export { type Tenancy, type User } from './users/user.ts';
