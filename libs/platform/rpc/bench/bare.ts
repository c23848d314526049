import { Client, type sendUnaryData, Server, type ServerUnaryCall } from '@grpc/grpc-js';
import { GetRequest, GetResponse } from '@hansom/proto-sample-hold';

import { CHANNEL_OPTIONS } from '../src/grpc/client-transport.ts';
import { SERVER_OPTIONS } from '../src/grpc/server-transport.ts';
import { wallClock } from '../src/grpc/wall-clock.ts';
import { type TestSecurity } from '../src/testing/certificates.ts';

const PATH = '/hansom.sample_hold.v1.SampleHoldService/Get';
const TIMEOUT_MS = 500;

const toRequest = (bytes: Buffer): GetRequest => GetRequest.decode(bytes);
const fromRequest = (request: GetRequest): Buffer => Buffer.from(GetRequest.encode(request).finish());
const toResponse = (bytes: Buffer): GetResponse => GetResponse.decode(bytes);
const fromResponse = (response: GetResponse): Buffer => Buffer.from(GetResponse.encode(response).finish());

/** A server and a client of grpc-js as its documentation has them, with a deadline, and the platform's channel options. */
export async function bareEcho(answer: (request: GetRequest) => GetResponse, security: TestSecurity) {
  const server = new Server(SERVER_OPTIONS);
  const handler = (
    call: ServerUnaryCall<GetRequest, GetResponse>,
    respond: sendUnaryData<GetResponse>,
  ): void => respond(null, answer(call.request));
  server.register(PATH, handler, fromResponse, toRequest, 'unary');
  const port = await new Promise<number>((resolve, reject) => {
    const bound = (error: Error | null, at: number): void => (error ? reject(error) : resolve(at));
    server.bindAsync('127.0.0.1:0', security.server('sample-hold'), bound);
  });
  const client = new Client(`ipv4:127.0.0.1:${port}`, security.client('sample-desk'), CHANNEL_OPTIONS);
  return {
    call: (holdId: string): Promise<GetResponse> =>
      new Promise((resolve, reject) => {
        const deadline = wallClock() + TIMEOUT_MS;
        client.makeUnaryRequest(PATH, fromRequest, toResponse, { holdId }, { deadline }, (error, response) =>
          response ? resolve(response) : reject(error),
        );
      }),
    close: async () => {
      client.close();
      await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
    },
  };
}
