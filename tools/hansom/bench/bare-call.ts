import {
  type ChannelOptions,
  Client,
  credentials,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import { type CertificateSet } from '@hansom/platform-identity';
import { GetRequest, GetResponse } from '@hansom/proto-sample-hold';

import { type Contender } from './contender.ts';

const PATH = '/hansom.sample_hold.v1.SampleHoldService/Get';
const TIMEOUT_MS = 500;

/** TLS takes no address for a name; a channel of its own. */
const CHANNEL: ChannelOptions = {
  'grpc.use_local_subchannel_pool': 1,
  'grpc.ssl_target_name_override': 'sample-hold',
};

const toRequest = (bytes: Buffer): GetRequest => GetRequest.decode(bytes);
const fromRequest = (request: GetRequest): Buffer => Buffer.from(GetRequest.encode(request).finish());
const toResponse = (bytes: Buffer): GetResponse => GetResponse.decode(bytes);
const fromResponse = (response: GetResponse): Buffer => Buffer.from(GetResponse.encode(response).finish());

export interface BareOptions {
  readonly answer: (request: GetRequest) => GetResponse;
  /** What each side shows. */
  readonly server: CertificateSet;
  readonly client: CertificateSet;
}

/** A server and a client of grpc-js as its documentation has them, with a deadline, over mutual TLS. */
export async function bareCall({ answer, server: own, client: callers }: BareOptions): Promise<Contender> {
  const server = new Server();
  const handler = (
    call: ServerUnaryCall<GetRequest, GetResponse>,
    respond: sendUnaryData<GetResponse>,
  ): void => respond(null, answer(call.request));
  server.register(PATH, handler, fromResponse, toRequest, 'unary');
  const pairs = [{ private_key: Buffer.from(own.key), cert_chain: Buffer.from(own.certificate) }];
  const port = await new Promise<number>((resolve, reject) => {
    const bound = (error: Error | null, at: number): void => (error ? reject(error) : resolve(at));
    server.bindAsync('127.0.0.1:0', ServerCredentials.createSsl(Buffer.from(own.ca), pairs, true), bound);
  });
  const [ca, key, certificate] = [callers.ca, callers.key, callers.certificate].map((pem) =>
    Buffer.from(pem),
  );
  const shown = credentials.createSsl(ca, key, certificate, { checkServerIdentity: () => undefined });
  const client = new Client(`ipv4:127.0.0.1:${port}`, shown, CHANNEL);
  return {
    spent: [],
    failed: 0,
    call: (holdId) =>
      new Promise((resolve, reject) => {
        const deadline = Date.now() + TIMEOUT_MS;
        client.makeUnaryRequest(PATH, fromRequest, toResponse, { holdId }, { deadline }, (error, response) =>
          response ? resolve(response) : reject(error),
        );
      }),
    close: async () => {
      client.close();
      server.forceShutdown();
    },
  };
}
