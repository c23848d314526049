import { once } from 'node:events';
import { chmod } from 'node:fs/promises';

import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { type Logger } from '@hansom/platform-context';

import { ADS_PATH, type AdsOptions, requestType, responseType } from './contract.ts';
import { discover } from './discover.ts';
import { type DiscoveryRequest, type DiscoveryResponse } from './session.ts';

export interface SocketServerOptions extends AdsOptions {
  readonly log: Logger;
}

/** Serves ADS on a Unix socket, to the clients of this process: give it a folder that no other user can enter. */
export async function serveOnSocket(file: string, options: SocketServerOptions): Promise<() => void> {
  const server = new Server(); // with channelz: without it, grpc-js 1.14.7 forgets the sessions that forceShutdown is to end
  const handler = (call: ServerDuplexStream<DiscoveryRequest, DiscoveryResponse>): void => {
    answer(call, options).catch((error: unknown) => {
      options.log.error('a stream of discovery broke', { error });
      call.end();
    });
  };
  const encode = (response: DiscoveryResponse): Buffer => Buffer.from(responseType.encode(response).finish());
  server.register(ADS_PATH, handler, encode, (bytes: Buffer) => requestType.decode(bytes), 'bidi');
  await new Promise<void>((resolve, reject) => {
    const bound = (error: Error | null): void => (error ? reject(error) : resolve());
    server.bindAsync(`unix:${file}`, ServerCredentials.createInsecure(), bound);
  });
  await chmod(file, 0o600);
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
