import { type Effects, type Millis } from '@hansom/platform-context';
import { type HeldToken, type TokenVerifier, type User } from '@hansom/platform-identity';

import { type SocketPeer } from './connection.ts';
import { CLOSE, ClientFrame } from './frames.ts';
import { type Socket } from './socket.ts';
import { SocketsOfUsers } from './sockets-of-users.ts';

/** What is done about one authenticated connection. */
export interface SocketSession {
  /** The client has shown what came under that number. */
  ack(seq: number): void;
  /** A frame of another kind, parsed from JSON; the next one waits until this has been dealt with. Without it such a frame ends the connection. */
  received?(frame: unknown): Promise<void> | void;
  closed(): void;
}

export interface OpenedSocket {
  socket: Socket;
  user: User;
  /** The token that counts now: a client shows another before one runs out. */
  token(): string;
  resume: { epoch: string; lastSeq: number } | undefined;
}

export interface TokenPeerOptions {
  tokens: Pick<TokenVerifier, 'hold'>;
  effects: Pick<Effects, 'timers' | 'log' | 'clock'>;
  /** How long a connection may outlive its token, or a session that has ended; 5 s unless given. */
  lookMs?: Millis;
  /** Connections of one user; 5 unless given. One more, and the oldest ends. */
  mostOfUser?: number;
  /** Called when a client has shown who it is. */
  open(opened: OpenedSocket): SocketSession;
}

const AUTHENTICATE_MS: Millis = 5_000;
const LOOK_MS: Millis = 5_000;
const MOST_OF_USER = 5;

/** Makes the peers of clients that connect at one place: what is bounded for each user is counted over all of them. */
export function tokenPeers(options: TokenPeerOptions): (socket: Socket) => SocketPeer {
  const users = new SocketsOfUsers(options.mostOfUser ?? MOST_OF_USER);
  return (socket) => new TokenPeer(socket, options, users);
}

/** A client that shows its token in the first frame, and another before that one runs out. */
class TokenPeer implements SocketPeer {
  private session: SocketSession | undefined;
  private held: HeldToken | undefined;
  private token = '';
  private stopWaiting: () => void;

  constructor(
    private readonly socket: Socket,
    private readonly options: TokenPeerOptions,
    private readonly users: SocketsOfUsers,
  ) {
    this.stopWaiting = options.effects.timers.after(AUTHENTICATE_MS, () => {
      if (!this.held) socket.close(CLOSE.unauthenticated, 'nobody showed a token');
    });
  }

  async received(text: string): Promise<void> {
    if (!this.socket.open) return; // what it had sent before it was told that it is over
    const value = parsed(text);
    if (this.session?.received && !isOurs(value)) return this.session.received(value);
    const frame = ClientFrame.safeParse(value);
    if (!frame.success) return this.socket.close(CLOSE.badFrame, 'this is no frame of ours');
    if (frame.data.type === 'authenticate') await this.authenticate(frame.data);
    else if (this.session) this.session.ack(frame.data.seq);
    else this.socket.close(CLOSE.unauthenticated, 'show a token first');
  }

  closed(): void {
    this.stopWaiting();
    if (this.held) this.users.leave(this.held.user.id, this.socket);
    this.session?.closed();
  }

  private async authenticate({
    token,
    resume,
  }: Extract<ClientFrame, { type: 'authenticate' }>): Promise<void> {
    const held = await this.options.tokens.hold(token);
    if (!held || (this.held && held.user.id !== this.held.user.id))
      return this.socket.close(CLOSE.unauthenticated, 'the token is not good');
    const isFirst = this.held === undefined;
    if (isFirst && !this.socket.open) return;
    this.held = held;
    this.token = token;
    if (isFirst) this.begin(held.user, resume);
  }

  private begin(user: User, resume: OpenedSocket['resume']): void {
    this.users.join(user.id, this.socket);
    this.session = this.options.open({ socket: this.socket, user, token: () => this.token, resume });
    this.stopWaiting();
    this.lookAgain();
  }

  /** What was good once may have run out, or its session may have ended. */
  private lookAgain(): void {
    const { effects, lookMs = LOOK_MS } = this.options;
    this.stopWaiting = effects.timers.after(lookMs, () => {
      if (!this.socket.open) return;
      if (this.held?.counts()) this.lookAgain();
      else this.socket.close(CLOSE.unauthenticated, 'the token does not count any more');
    });
  }
}

/** Whether it means to be a frame of every session. Looked at first: what does not is the more frequent. */
function isOurs(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return ClientFrame.options.some(({ shape }) => shape.type.value === value.type);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
