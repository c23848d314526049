import {
  type ChannelOptions,
  Metadata,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  status,
} from '@grpc/grpc-js';

import { MAX_MESSAGE_BYTES } from '../codec.ts';
import { ERROR_TRAILER, type WireStatus } from '../status.ts';
import {
  type IncomingRequest,
  MAX_METADATA_BYTES,
  type Outcome,
  type Route,
  type ServerTransport,
} from '../transport.ts';
import { wallClock } from './wall-clock.ts';

export interface GrpcServerOptions {
  /** Default: 127.0.0.1. */
  host?: string;
  /** Default: 0, any free one. */
  port?: number;
  /** Default: plain. For mutual TLS, `ServerCredentials.createSsl(ca, pairs, true)` of grpc-js. */
  credentials?: ServerCredentials;
}

export const SERVER_OPTIONS: ChannelOptions = {
  'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  'grpc.enable_channelz': 0,
};

type UnaryCall = ServerUnaryCall<Buffer, Buffer>;

/** Serves over gRPC. Decoding, deadlines and errors are the routes' business: grpc-js only moves bytes. */
export function grpcServerTransport(options: GrpcServerOptions = {}): ServerTransport {
  const server = new Server(SERVER_OPTIONS);
  return {
    start: async (_service, routes) => {
      for (const [path, route] of routes) server.register(path, handlerOf(route), asIs, asIs, 'unary');
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

function asIs(bytes: Buffer): Buffer {
  return bytes;
}

function handlerOf(route: Route) {
  return (call: UnaryCall, respond: sendUnaryData<Buffer>): void => {
    if (sizeOf(call.metadata) > MAX_METADATA_BYTES) return respond(errorOf(METADATA_TOO_LARGE));
    const cancel = route(new GrpcRequest(call), (outcome) => send(outcome, respond));
    call.on('cancelled', cancel);
  };
}

const METADATA_TOO_LARGE: WireStatus = {
  code: status.RESOURCE_EXHAUSTED,
  details: `the metadata of a call has at most ${MAX_METADATA_BYTES} bytes`,
};

class GrpcRequest implements IncomingRequest {
  readonly message: Uint8Array;
  readonly timeoutMs: number | undefined;

  constructor(private readonly call: UnaryCall) {
    this.message = call.request;
    const left = Number(call.getDeadline()) - wallClock();
    this.timeoutMs = left === Infinity ? undefined : left;
  }

  header(name: string): string | undefined {
    const [value] = this.call.metadata.get(name);
    return typeof value === 'string' ? value : undefined;
  }
}

function send(outcome: Outcome, respond: sendUnaryData<Buffer>): void {
  if ('status' in outcome) respond(errorOf(outcome.status));
  else respond(null, outcome.message);
}

function errorOf({ code, details, error }: WireStatus) {
  const metadata = new Metadata();
  if (error) metadata.set(ERROR_TRAILER, Buffer.from(error));
  return { code, details, metadata };
}

function sizeOf(metadata: Metadata): number {
  let size = 0;
  for (const [name, values] of Object.entries(metadata.toJSON())) {
    for (const value of values) size += name.length + value.length;
  }
  return size;
}
