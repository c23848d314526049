import {
  Channel,
  type ChannelCredentials,
  type ChannelOptions,
  Metadata,
  status,
  type StatusObject,
} from '@grpc/grpc-js';

import { ERROR_TRAILER } from '../status.ts';
import { type Answer, type Headers, type OutgoingRequest, type Outcome } from '../transport.ts';

type GrpcCall = ReturnType<Channel['createCall']>;

/**
 * A channel to a fixed set of addresses, below grpc-js's `Client`: that one makes an Error for every call, and
 * decodes where its failures cannot be told from the callee's.
 */
export class DrainableChannel {
  private readonly channel: Channel;
  private readonly inFlight = new Set<GrpcCall>();
  private retired = false;

  constructor(addresses: readonly string[], credentials: ChannelCredentials, options: ChannelOptions) {
    this.channel = new Channel(targetOf(addresses), credentials, options);
  }

  /** Sends a call, to be answered by `deadline` of the wall clock. The returned function gives it up. */
  send(request: OutgoingRequest & { deadline: number; metadata: Metadata }, answer: Answer): () => void {
    const call = this.channel.createCall(request.path, request.deadline, undefined, null, undefined);
    let message: Buffer | undefined;
    this.inFlight.add(call);
    call.start(request.metadata, {
      onReceiveMetadata: () => undefined,
      onReceiveMessage: (received: Buffer) => {
        message = received;
      },
      onReceiveStatus: (ended) => {
        this.inFlight.delete(call);
        if (this.retired && this.inFlight.size === 0) this.channel.close();
        answer(outcomeOf(ended, message));
      },
    });
    call.startRead();
    call.sendMessageWithContext({}, request.message);
    call.halfClose();
    return () => call.cancelWithStatus(status.CANCELLED, 'given up');
  }

  /** Takes no more calls; closes when those in flight are over. */
  retire(): void {
    this.retired = true;
    if (this.inFlight.size === 0) this.channel.close();
  }

  /** Ends what is in flight as UNAVAILABLE, and closes. */
  close(): void {
    this.retire();
    for (const call of this.inFlight) call.cancelWithStatus(status.UNAVAILABLE, 'the connection was closed');
  }
}

/** The metadata of a call, made once where it is always the same: grpc-js copies it. */
export function metadataOf(headers: Headers): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return metadata;
}

function targetOf(addresses: readonly string[]): string {
  const family = addresses[0]?.startsWith('[') ? 'ipv6' : 'ipv4';
  return `${family}:${addresses.join(',')}`;
}

function outcomeOf(ended: StatusObject, message: Buffer | undefined): Outcome {
  if (ended.code !== status.OK) {
    const [error] = ended.metadata.get(ERROR_TRAILER);
    return {
      status: {
        code: ended.code,
        details: ended.details,
        error: error instanceof Uint8Array ? error : undefined,
      },
    };
  }
  return message ? { message } : { status: { code: status.INTERNAL, details: 'OK without a response' } };
}
