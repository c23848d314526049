import { CLOSE } from './frames.ts';
import { type Socket } from './socket.ts';

/** The sockets of each user, at most so many: one more, and the oldest ends. That is mostly one of an app that came back before its loss was noticed. */
export class SocketsOfUsers {
  /** By user, the oldest first. */
  private readonly sockets = new Map<string, Pick<Socket, 'close'>[]>();

  constructor(private readonly most: number) {}

  join(user: string, socket: Pick<Socket, 'close'>): void {
    const own = [...(this.sockets.get(user) ?? []), socket];
    this.sockets.set(user, own);
    if (own.length > this.most) own.shift()?.close(CLOSE.replaced, 'newer connections took its place');
  }

  leave(user: string, socket: Pick<Socket, 'close'>): void {
    const others = (this.sockets.get(user) ?? []).filter((one) => one !== socket);
    if (others.length > 0) this.sockets.set(user, others);
    else this.sockets.delete(user);
  }
}
