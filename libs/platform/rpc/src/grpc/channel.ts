import {
  Channel,
  type ChannelCredentials,
  type ChannelOptions,
  Metadata,
  status,
  type StatusObject,
} from '@grpc/grpc-js';

import { ERROR_TRAILER, type WireStatus } from '../status.ts';
import {
  type Answer,
  type Headers,
  type OutgoingCall,
  type OutgoingRequest,
  type Outcome,
  type Pipe,
} from '../transport.ts';
import { ClientPipe } from './client-pipe.ts';

export type GrpcCall = ReturnType<Channel['createCall']>;

/** What calls are sent on. `deadline` is one of the wall clock. What is returned gives a call up. */
export interface Link {
  send(request: OutgoingRequest, deadline: number, answer: Answer): () => void;
  open(call: OutgoingCall, deadline: number, use: (pipe: Pipe) => void): () => void;
  /** Takes no more calls; closes when those in flight are over. */
  retire(): void;
  /** Ends what is in flight as UNAVAILABLE, and closes. */
  close(): void;
}

/** A channel below grpc-js's `Client`: that one makes an Error for every call, and decodes where its failures cannot be told from the callee's. */
export class DrainableChannel implements Link {
  private readonly channel: Channel;
  private readonly inFlight = new Set<GrpcCall>();
  private retired = false;

  constructor(target: string, credentials: ChannelCredentials, options: ChannelOptions) {
    this.channel = new Channel(target, credentials, options);
  }

  send(request: OutgoingRequest, deadline: number, answer: Answer): () => void {
    const call = this.begin(request, deadline);
    let message: Buffer | undefined;
    call.start(metadataOf(request.headers), {
      onReceiveMetadata: () => undefined,
      onReceiveMessage: (received: Buffer) => {
        message = received;
      },
      onReceiveStatus: (ended) => {
        this.finish(call);
        answer(outcomeOf(ended, message));
      },
    });
    call.startRead();
    call.sendMessageWithContext({}, request.message);
    call.halfClose();
    return () => call.cancelWithStatus(status.CANCELLED, 'given up');
  }

  open(opening: OutgoingCall, deadline: number, use: (pipe: Pipe) => void): () => void {
    const call = this.begin(opening, deadline);
    const pipe = new ClientPipe(call);
    call.start(metadataOf(opening.headers), {
      onReceiveMetadata: () => undefined,
      onReceiveMessage: (message: Buffer) => pipe.take({ message }),
      onReceiveStatus: (ended) => {
        this.finish(call);
        pipe.over(wireStatusOf(ended));
      },
    });
    use(pipe);
    return () => call.cancelWithStatus(status.CANCELLED, 'given up');
  }

  retire(): void {
    this.retired = true;
    if (this.inFlight.size === 0) this.channel.close();
  }

  close(): void {
    this.retire();
    for (const call of this.inFlight) call.cancelWithStatus(status.UNAVAILABLE, 'the connection was closed');
  }

  private begin(call: OutgoingCall, deadline: number): GrpcCall {
    const begun = this.channel.createCall(call.path, deadline, undefined, null, undefined);
    this.inFlight.add(begun);
    return begun;
  }

  private finish(call: GrpcCall): void {
    this.inFlight.delete(call);
    if (this.retired && this.inFlight.size === 0) this.channel.close();
  }
}

const NONE = new Metadata();

/** grpc-js copies it, so one is enough where there is nothing in it. */
function metadataOf(headers: Headers | undefined): Metadata {
  if (!headers) return NONE;
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return metadata;
}

function outcomeOf(ended: StatusObject, message: Buffer | undefined): Outcome {
  if (ended.code !== status.OK) return { status: wireStatusOf(ended) };
  return message ? { message } : { status: { code: status.INTERNAL, details: 'OK without a response' } };
}

function wireStatusOf({ code, details, metadata }: StatusObject): WireStatus {
  const [error] = metadata.get(ERROR_TRAILER);
  return { code, details, error: error instanceof Uint8Array ? error : undefined };
}
