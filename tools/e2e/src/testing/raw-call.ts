import { type ChannelCredentials, Client, credentials, Metadata, status } from '@grpc/grpc-js';
import { decodeError, kindOfGrpcStatus } from '@hansom/platform-errors';
import { type Certificates } from '@hansom/platform-identity';

/** A call as somebody sends it who holds to none of our rules. */
export interface RawCall {
  /** host:port */
  readonly address: string;
  readonly path: string;
  readonly message: Uint8Array;
  readonly credentials: ChannelCredentials;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How it ended: gRPC's name of the status, and the code of the error that came with it, if one did. */
export interface RawAnswer {
  readonly status: string;
  readonly code?: string;
}

const PATIENCE_MS = 5000;
const CHANNEL = {
  'grpc.use_local_subchannel_pool': 1,
  'grpc.ssl_target_name_override': 'whoever', // TLS takes no address for a name
};

/** Sends one unary call on a connection of its own. Never rejects. */
export function callRaw(call: RawCall): Promise<RawAnswer> {
  const client = new Client(`ipv4:${call.address}`, call.credentials, CHANNEL);
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(call.headers ?? {})) metadata.set(name, value);
  const deadline = new Date(Date.now() + PATIENCE_MS);
  return new Promise((resolve) => {
    client.makeUnaryRequest(
      call.path,
      asIs,
      asIs,
      Buffer.from(call.message),
      metadata,
      { deadline },
      (error) => {
        client.close();
        resolve(error ? answerOf(error.code, error.metadata) : { status: 'OK' });
      },
    );
  });
}

/** Shows `certificates`, and believes any server of their authority, whatever its name. Without `shows` it shows nothing. */
export function believing({ current }: Certificates, shows = true): ChannelCredentials {
  const { ca, certificate, key } = current();
  const [own, ownKey] = shows ? [Buffer.from(certificate), Buffer.from(key)] : [null, null];
  return credentials.createSsl(Buffer.from(ca), ownKey, own, { checkServerIdentity: () => undefined });
}

function answerOf(grpcStatus: number, trailers: Metadata | undefined): RawAnswer {
  const [error] = trailers?.get('hansom-error-bin') ?? [];
  const carried = error instanceof Uint8Array ? decodeError(error, kindOfGrpcStatus(grpcStatus)) : undefined;
  return { status: status[grpcStatus] ?? '', ...(carried && { code: carried.code }) };
}

function asIs(bytes: Buffer): Buffer {
  return bytes;
}
