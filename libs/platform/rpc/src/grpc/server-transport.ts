import {
  type ChannelOptions,
  type Metadata,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  status,
} from '@grpc/grpc-js';

import { type Caller } from '../call.ts';
import { MAX_MESSAGE_BYTES } from '../codec.ts';
import { type WireStatus } from '../status.ts';
import {
  type IncomingCall,
  type IncomingRequest,
  MAX_METADATA_BYTES,
  type Outcome,
  type Route,
  type ServerTransport,
} from '../transport.ts';
import { callersBy, type Identify, type PeerCall } from './peer.ts';
import { ServerPipe } from './server-pipe.ts';
import { serviceErrorOf } from './service-error.ts';
import { wallClock } from './wall-clock.ts';

export interface GrpcServerOptions {
  /** Default: 127.0.0.1. */
  host?: string;
  /** Default: 0, any free one. */
  port?: number;
  /** Default: plain. For mutual TLS, `ServerCredentials.createSsl(ca, pairs, true)` of grpc-js. */
  credentials?: ServerCredentials;
  /**
   * Whom a client's certificate stands for; asked once a connection, after the certificate was found to be valid. Must not throw.
   * Default: nobody is known.
   */
  identify?: Identify;
  /** Options of grpc-js's server, over the platform's. */
  channelOptions?: ChannelOptions;
}

export const SERVER_OPTIONS: ChannelOptions = {
  'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  'grpc.enable_channelz': 0,
};

type UnaryCall = ServerUnaryCall<Buffer, Buffer>;
type StreamCall = ServerDuplexStream<Buffer, Buffer>;
type CallerOf = (call: PeerCall) => Caller;
type UnaryRoute = Extract<Route, { kind: 'unary' }>;
type StreamRoute = Extract<Route, { kind: 'stream' }>;

/** Serves over gRPC. Decoding, deadlines and errors are the routes' business: grpc-js only moves bytes. */
export function grpcServerTransport(options: GrpcServerOptions = {}): ServerTransport {
  const server = new Server({ ...SERVER_OPTIONS, ...options.channelOptions });
  const callerOf = callersBy(options.identify);
  return {
    start: async (_service, routes) => {
      for (const [path, route] of routes) register(server, { path, route, callerOf });
      return { address: await bind(server, options) };
    },
    drain: () => new Promise((resolve) => server.tryShutdown(() => resolve())),
    stop: () => server.forceShutdown(),
  };
}

function bind(server: Server, options: GrpcServerOptions): Promise<string> {
  const { host = '127.0.0.1', port = 0, credentials = ServerCredentials.createInsecure() } = options;
  const shown = host.includes(':') ? `[${host}]` : host;
  return new Promise((resolve, reject) => {
    server.bindAsync(`${shown}:${port}`, credentials, (error, bound) => {
      if (error) reject(error);
      else resolve(`${shown}:${bound}`);
    });
  });
}

/** Streams of either kind are served as both ways: what a client sends is read alike. */
function register(
  server: Server,
  { path, route, callerOf }: { path: string; route: Route; callerOf: CallerOf },
): void {
  if (route.kind === 'unary') server.register(path, unaryHandler(route, callerOf), asIs, asIs, 'unary');
  else server.register(path, streamHandler(route, callerOf), asIs, asIs, 'bidi');
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}

function unaryHandler(route: UnaryRoute, callerOf: CallerOf) {
  return (call: UnaryCall, respond: sendUnaryData<Buffer>): void => {
    if (sizeOf(call.metadata) > MAX_METADATA_BYTES) return respond(serviceErrorOf(METADATA_TOO_LARGE));
    const cancel = route.serve(new GrpcRequest(call, callerOf(call)), (outcome) => send(outcome, respond));
    call.on('cancelled', cancel);
  };
}

function streamHandler(route: StreamRoute, callerOf: CallerOf) {
  return (call: StreamCall): void => {
    const pipe = new ServerPipe(call);
    if (sizeOf(call.metadata) > MAX_METADATA_BYTES) return pipe.end(METADATA_TOO_LARGE);
    const cancel = route.serve(new GrpcOpening(call, callerOf(call)), pipe);
    call.on('cancelled', cancel);
  };
}

const METADATA_TOO_LARGE: WireStatus = {
  code: status.RESOURCE_EXHAUSTED,
  details: `the metadata of a call has at most ${MAX_METADATA_BYTES} bytes`,
};

class GrpcOpening implements IncomingCall {
  readonly timeoutMs: number | undefined;

  constructor(
    private readonly call: UnaryCall | StreamCall,
    readonly caller: Caller,
  ) {
    const left = Number(call.getDeadline()) - wallClock();
    this.timeoutMs = left === Infinity ? undefined : left;
  }

  header(name: string): string | undefined {
    const [value] = this.call.metadata.get(name);
    return typeof value === 'string' ? value : undefined;
  }
}

class GrpcRequest extends GrpcOpening implements IncomingRequest {
  readonly message: Uint8Array;

  constructor(call: UnaryCall, caller: Caller) {
    super(call, caller);
    this.message = call.request;
  }
}

function send(outcome: Outcome, respond: sendUnaryData<Buffer>): void {
  if ('status' in outcome) respond(serviceErrorOf(outcome.status));
  else respond(null, outcome.message);
}

function sizeOf(metadata: Metadata): number {
  let size = 0;
  for (const [name, values] of Object.entries(metadata.toJSON())) {
    for (const value of values) size += name.length + value.length;
  }
  return size;
}
