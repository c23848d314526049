import { type ChannelCredentials, type ChannelOptions, credentials } from '@grpc/grpc-js';

import { MAX_MESSAGE_BYTES } from '../codec.ts';
import {
  type Answer,
  type ClientTransport,
  type Connection,
  type OutgoingCall,
  type OutgoingRequest,
  type Pipe,
  type Resolver,
} from '../transport.ts';
import { DrainableChannel, type Link } from './channel.ts';
import { FollowedChannel } from './followed-channel.ts';
import { NO_LINK } from './no-link.ts';
import { wallClock } from './wall-clock.ts';

/** Where services are found: by a resolver of ours, or by a target that grpc-js resolves itself (`xds:///sample-hold`). */
export type GrpcClientOptions = GrpcClientSettings &
  (
    | { readonly resolver: Resolver; readonly target?: undefined }
    | { readonly target: (to: string) => string; readonly resolver?: undefined }
  );

export interface GrpcClientSettings {
  /** What a connection to that service proves and checks, asked for once a connection. Default: plain. */
  readonly credentials?: (to: string) => ChannelCredentials;
  /** Options of grpc-js's channels, over the platform's. */
  readonly channelOptions?: ChannelOptions;
}

/**
 * What grpc-js needs to be told (measured with one frozen instance of three, and with a 40 s outage): it leaves a frozen
 * instance after 0.8-1.4 s, where by default it never does; it is back 0.4 s after an outage, where by default it takes up to 120 s.
 */
export const CHANNEL_OPTIONS: ChannelOptions = {
  'grpc.keepalive_time_ms': 1000,
  'grpc.keepalive_timeout_ms': 500,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1000,
  'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  'grpc.per_rpc_retry_buffer_size': MAX_MESSAGE_BYTES, // what a stream sends ahead of a slow reader
  'grpc.use_local_subchannel_pool': 1, // services of one process share no connection
  'grpc.enable_channelz': 0,
};

/** A target brings its own: xDS decides how calls are spread. */
const ROUND_ROBIN = JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] });

/** Channels to named instances that a connection keeps. */
const MAX_NAMED = 64;

/** Calls over gRPC, on one channel for each two services and one for each instance that is called by its name. */
export function grpcClientTransport(options: GrpcClientOptions): ClientTransport {
  const connections = new Map<string, GrpcConnection>();
  return {
    connect: (from, to) => {
      const key = `${from}>${to}`;
      const connection = connections.get(key) ?? new GrpcConnection(to, options);
      connections.set(key, connection);
      return connection;
    },
    close: () => connections.forEach((connection) => connection.close()),
  };
}

class GrpcConnection implements Connection {
  private readonly credentials: ChannelCredentials;
  private readonly service: Link;
  /** Least recently used first. */
  private readonly named = new Map<string, Link>();
  private closed = false;

  constructor(
    to: string,
    private readonly options: GrpcClientOptions,
  ) {
    this.credentials = options.credentials?.(to) ?? credentials.createInsecure();
    this.service = this.link(to);
  }

  send(request: OutgoingRequest, answer: Answer): () => void {
    return this.linkTo(request.target).send(request, wallClock() + request.timeoutMs, answer);
  }

  open(call: OutgoingCall, use: (pipe: Pipe) => void): () => void {
    return this.linkTo(call.target).open(call, wallClock() + call.timeoutMs, use);
  }

  close(): void {
    this.closed = true;
    for (const link of [this.service, ...this.named.values()]) link.close();
    this.named.clear();
  }

  private linkTo(target: string | undefined): Link {
    if (this.closed) return NO_LINK;
    return target === undefined ? this.service : this.namedLink(target);
  }

  private namedLink(name: string): Link {
    const link = this.named.get(name) ?? this.link(name);
    this.named.delete(name);
    this.named.set(name, link);
    const [oldest] = this.named;
    if (oldest && this.named.size > MAX_NAMED) {
      this.named.delete(oldest[0]);
      oldest[1].retire();
    }
    return link;
  }

  private link(name: string): Link {
    const { resolver, target, channelOptions } = this.options;
    if (target) return this.channel(target(name), { ...CHANNEL_OPTIONS, ...channelOptions });
    const options = { ...CHANNEL_OPTIONS, 'grpc.service_config': ROUND_ROBIN, ...channelOptions };
    return new FollowedChannel(
      (onChange) => resolver.watch(name, onChange),
      (addresses) => this.channel(addresses, options),
    );
  }

  private channel(target: string, options: ChannelOptions): DrainableChannel {
    return new DrainableChannel(target, this.credentials, options);
  }
}
