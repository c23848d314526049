import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { type ChannelCredentials, Client, type ClientDuplexStream, status } from '@grpc/grpc-js';

const PATH = '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources';
const CHANNEL = {
  'grpc.use_local_subchannel_pool': 1,
  'grpc.ssl_target_name_override': 'whoever', // TLS takes no address for a name
};
const PATIENCE_MS = 20_000;

/** `envoy.service.discovery.v3.DiscoveryRequest`. */
export interface AdsRequest {
  readonly type: string;
  readonly names: readonly string[];
  /** Of the last answer that was accepted. */
  readonly version?: string;
  /** Of the answer that this is about. */
  readonly nonce?: string;
  /** Why that answer is refused. */
  readonly refusal?: string;
  /** In the first request of a stream. */
  readonly node?: { readonly id: string; readonly zone: string };
}

/** `envoy.service.discovery.v3.DiscoveryResponse`. */
export interface AdsAnswer {
  readonly type: string;
  readonly version: string;
  readonly nonce: string;
  readonly resources: readonly AdsResource[];
}

export interface AdsResource {
  /** `type_url` of its Any. */
  readonly type: string;
  /** The first field of each kind of resource is its name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A stream of discovery as a client in another language has it: fields by their numbers, no library of ours. */
export interface RawAds {
  send(request: AdsRequest): void;
  /** The next answer; rejects with the status when the stream ends instead. */
  next(): Promise<AdsAnswer>;
  close(): void;
}

export function openAds(address: string, credentials: ChannelCredentials): RawAds {
  const client = new Client(`ipv4:${address}`, credentials, CHANNEL);
  const deadline = new Date(Date.now() + PATIENCE_MS);
  const stream: ClientDuplexStream<AdsRequest, AdsAnswer> = client.makeBidiStreamRequest(
    PATH,
    toBytes,
    fromBytes,
    { deadline },
  );
  const answers = stream[Symbol.asyncIterator]() as AsyncIterator<AdsAnswer>;
  return {
    send: (request) => void stream.write(request),
    next: async () => {
      const { done, value } = await answers.next().catch(({ code }: { code: number }) => {
        throw new Error(status[code]);
      });
      if (done) throw new Error('the stream has ended');
      return value;
    },
    close: () => {
      stream.on('error', () => undefined); // cancelled
      stream.cancel();
      client.close();
    },
  };
}

function toBytes({ type, names, version = '', nonce = '', refusal, node }: AdsRequest): Buffer {
  const writer = new BinaryWriter();
  writer.uint32(tag(1)).string(version);
  if (node) {
    const part = writer.uint32(tag(2)).fork();
    part.uint32(tag(1)).string(node.id);
    part.uint32(tag(4)).fork().uint32(tag(2)).string(node.zone).join();
    part.join();
  }
  for (const name of names) writer.uint32(tag(3)).string(name);
  writer.uint32(tag(4)).string(type);
  writer.uint32(tag(5)).string(nonce);
  if (refusal !== undefined) {
    const part = writer.uint32(tag(6)).fork();
    part.uint32(tag(1, 0)).int32(3).uint32(tag(2)).string(refusal).join(); // google.rpc.Status: INVALID_ARGUMENT
  }
  return Buffer.from(writer.finish());
}

function fromBytes(bytes: Buffer): AdsAnswer {
  const fields = fieldsOf(bytes);
  return {
    version: textOf(fields, 1),
    resources: (fields.get(2) ?? []).map(resourceOf),
    type: textOf(fields, 4),
    nonce: textOf(fields, 5),
  };
}

function resourceOf(any: Uint8Array): AdsResource {
  const fields = fieldsOf(any);
  const [bytes = new Uint8Array()] = fields.get(2) ?? [];
  return { type: textOf(fields, 1), name: textOf(fieldsOf(bytes), 1), bytes };
}

/** The length-delimited fields of a message by number. */
function fieldsOf(bytes: Uint8Array): Map<number, Uint8Array[]> {
  const reader = new BinaryReader(bytes);
  const fields = new Map<number, Uint8Array[]>();
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    if (type === 2) fields.set(number, [...(fields.get(number) ?? []), reader.bytes()]);
    // eslint-disable-next-line no-restricted-properties -- a field, not a spec
    else reader.skip(type, number);
  }
  return fields;
}

function textOf(fields: ReadonlyMap<number, readonly Uint8Array[]>, number: number): string {
  return Buffer.from(fields.get(number)?.at(-1) ?? []).toString();
}

function tag(field: number, type = 2): number {
  return (field << 3) | type;
}
