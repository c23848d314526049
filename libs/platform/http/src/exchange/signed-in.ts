import { type User } from '@hansom/platform-identity';

/** Who asks, and the token to be shown further down. */
export interface SignedIn {
  readonly user: User;
  readonly token: string;
}
