import { z } from '@hansom/platform-config';
import { type Clock, type Effects, type Millis } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';
import { bucketOfUser } from '@hansom/platform-http';
import { covers, type User } from '@hansom/platform-identity';
import { type RateLimiter } from '@hansom/platform-limits';
import {
  CLOSE,
  type OpenedSocket,
  type SocketSession,
  type TokenPeerOptions,
  tokenPeers,
  UpgradeSockets,
} from '@hansom/platform-sockets';

import { type DriverApiContext } from './context.ts';
import { takeFixes } from './handlers/positions.ts';
import { type Ack, Fixes, sendPositions } from './routes/positions.ts';

export interface PositionSocketsOptions extends Pick<DriverApiContext, 'positions'> {
  /** The gateway: positions that come over sockets are counted with those that are posted to it. */
  gateway: string;
  rateLimiter: RateLimiter;
  tokens: TokenPeerOptions['tokens'];
  effects: Pick<Effects, 'timers' | 'log' | 'clock'>;
  heartbeatMs: Millis;
  /** At the most. */
  connections: number;
}

type SessionOptions = Omit<PositionSocketsOptions, 'tokens' | 'connections'>;

interface Opened {
  socket: Pick<OpenedSocket['socket'], 'open' | 'sendText' | 'close'>;
  user: User;
}

const PATH = '/v1/positions/socket';
/** A hundred positions, generously written. */
const MOST_FRAME_BYTES = 32 * 1024;
/** Whoever does not read the answers is not waited for. */
const BOUNDS = { slowBytes: 16 * 1024, mostBytes: 64 * 1024 };

const PositionsFrame = z.object({ type: z.literal('positions'), fixes: Fixes });

/** What an app is told. */
type Told = { type: 'hello'; heartbeatMs: Millis; now: string; speed: number } | ({ type: 'ack' } & Ack);

/** Takes positions of apps that keep a connection: they show their token in the first frame, and then send what `POST /v1/positions` takes. */
export function positionSockets(options: PositionSocketsOptions): UpgradeSockets {
  const { tokens, effects, heartbeatMs, connections } = options;
  const peer = tokenPeers({ tokens, effects, open: positionSessions(options) });
  return new UpgradeSockets({
    ...{ path: PATH, effects, heartbeatMs, maxConnections: connections },
    ...{ maxFrameBytes: MOST_FRAME_BYTES, bounds: BOUNDS },
    admit: () => ({ peer }),
  });
}

/**
 * Frames are handled one at a time, each acknowledged once its positions are judged: so an acknowledgement never skips a batch that failed. One
 * that comes too soon waits for its turn.
 */
export function positionSessions(options: SessionOptions) {
  return ({ socket, user }: Opened): SocketSession => {
    const tell = (told: Told): void => void socket.sendText(JSON.stringify(told));
    if (covers(user.roles, 'DRIVER')) tell(hello(options.effects.clock, options.heartbeatMs));
    else socket.close(CLOSE.forbidden, 'only for drivers');
    return {
      ack: () => undefined, // nothing here is numbered
      closed: () => undefined,
      received: async (value) => {
        const frame = PositionsFrame.safeParse(value);
        if (!frame.success) return socket.close(CLOSE.badFrame, 'these are no positions');
        await turnOf({ socket, user }, options);
        if (!socket.open) return;
        try {
          tell({ type: 'ack', ...(await takeFixes(options, user, frame.data.fixes)) });
        } catch (error) {
          if (!(error instanceof HansomError)) throw error;
          const code = error.kind === 'permission_denied' ? CLOSE.forbidden : CLOSE.tryAgain;
          socket.close(code, error.code); // the app has kept them
        }
      },
    };
  };
}

/** Resolves when the driver may send again, whichever way the last ones came, or when the connection has ended. */
async function turnOf(
  { socket, user }: Opened,
  { gateway, rateLimiter, effects }: SessionOptions,
): Promise<void> {
  const { operation, rateLimit } = sendPositions;
  const bucket = bucketOfUser(gateway, operation, user);
  while (socket.open) {
    const { allowed, waitMs } = await rateLimiter.take(bucket, rateLimit); // again and again: somebody else may have had the turn
    if (allowed) return;
    await effects.timers.sleep(Math.ceil(waitMs));
  }
}

function hello(clock: Clock, heartbeatMs: Millis): Told {
  return { type: 'hello', heartbeatMs, now: new Date(clock.now()).toISOString(), speed: clock.speed };
}
