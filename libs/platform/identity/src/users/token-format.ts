import { type Millis } from '@hansom/platform-context';

/** The longest token: with `Bearer ` before it, the longest header that a call carries. */
export const MAX_TOKEN_LENGTH = 2041;

/** How long a token lives, in domain time. After that whoever holds it asks auth for another. */
export const TOKEN_LIFE: Millis = 10 * 60_000;

/** Who signs, and for whom: the same in every token of an installation. */
export const ISSUER = 'hansom/auth';
export const AUDIENCE = 'hansom';

/** As RFC 9068 has it, so that no other JWT that auth may sign passes for one. */
export const TOKEN_TYPE = 'at+jwt';

export const ALGORITHM = 'EdDSA';
