import { once } from 'node:events';

import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { type Logger } from '@hansom/platform-context';

import { type Source } from '../model/live.ts';
import { type MeshView } from '../model/view.ts';
import { typeOf } from '../resources/messages.ts';
import { discover } from './discover.ts';
import { type DiscoveryRequest, type DiscoveryResponse, type RefusedAnswer } from './session.ts';

const PATH = '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources';
const REQUEST = 'envoy.service.discovery.v3.DiscoveryRequest';
const RESPONSE = 'envoy.service.discovery.v3.DiscoveryResponse';

export interface SocketServerOptions {
  source: Source<MeshView>;
  log: Logger;
  onRefused: (refused: RefusedAnswer) => void;
}

/** Serves ADS on a Unix socket, to the clients of this process: no other user can reach the folder that it is in. */
export async function serveOnSocket(file: string, options: SocketServerOptions): Promise<() => void> {
  const server = new Server({ 'grpc.enable_channelz': 0 });
  const handler = (call: ServerDuplexStream<DiscoveryRequest, DiscoveryResponse>): void => {
    answer(call, options).catch((error: unknown) => {
      options.log.error('a stream of discovery broke', { error });
      call.end();
    });
  };
  server.register(PATH, handler, encodeResponse, decodeRequest, 'bidi');
  await new Promise<void>((resolve, reject) => {
    const bound = (error: Error | null): void => (error ? reject(error) : resolve());
    server.bindAsync(`unix:${file}`, ServerCredentials.createInsecure(), bound);
  });
  return () => server.forceShutdown();
}

async function answer(
  call: ServerDuplexStream<DiscoveryRequest, DiscoveryResponse>,
  { source, onRefused }: SocketServerOptions,
): Promise<void> {
  const gone = new Promise<void>((resolve) => call.on('cancelled', resolve));
  for await (const response of discover(call, { source, onRefused, gone })) {
    if (!call.write(response)) await Promise.race([once(call, 'drain'), gone]);
  }
  call.end();
}

function decodeRequest(bytes: Buffer): DiscoveryRequest {
  // The contract has these fields: every one is there, with its default where it was not sent.
  return typeOf(REQUEST).toObject(typeOf(REQUEST).decode(bytes), { defaults: true }) as DiscoveryRequest;
}

function encodeResponse(response: DiscoveryResponse): Buffer {
  return Buffer.from(typeOf(RESPONSE).encode(typeOf(RESPONSE).fromObject(response)).finish());
}
