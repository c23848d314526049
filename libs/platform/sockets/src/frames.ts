import { z } from '@hansom/platform-config';

/** What a client sends, one JSON object a text frame. */
export const ClientFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('authenticate'),
    token: z.string().min(1).max(8_192),
    /** What the client saw last, in which session. */
    resume: z.strictObject({ epoch: z.string().max(64), lastSeq: z.int().min(0) }).optional(),
  }),
  /** The client has shown what came under that number. */
  z.strictObject({ type: z.literal('ack'), seq: z.int().min(1) }),
]);

export type ClientFrame = z.output<typeof ClientFrame>;

/** What a server sends. */
export type ServerFrame =
  | {
      type: 'hello';
      /** Which numbering this is, of this person in this life of the server: numbers of another mean nothing here. */
      epoch: string;
      /** The newest number; what came before and was asked for follows. */
      seq: number;
      /** Whether what was missed follows. Otherwise the client reads the whole state again. */
      resumed: boolean;
      heartbeatMs: number;
      now: string;
      speed: number;
    }
  /** Numbered without a gap for each user. */
  | { type: 'event'; seq: number; event: string; at: string; data: unknown }
  /** Not numbered and never sent again: only the latest counts. */
  | { type: 'latest'; event: string; at: string; data: unknown }
  | { type: 'error'; code: string; message: string };

/** Why a connection ends (RFC 6455, 7.4.2: 4000-4999 are ours, the rest is registered with IANA). */
export const CLOSE = {
  /** The server stops: come back at once, to another. */
  goingAway: 1001,
  /** What it needs for it is not there: it has only just begun, and knows no keys of tokens yet. */
  tryAgain: 1013,
  badFrame: 4400,
  unauthenticated: 4401,
  /** It is known who it is, and this is not for them. */
  forbidden: 4403,
  /** Newer connections of the same user took its place. */
  replaced: 4409,
  /** It does not read as fast as it is told. */
  tooSlow: 4413,
  tooMany: 4429,
} as const;
