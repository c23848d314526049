import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { foreignContract, type MessageType, serve, type Served } from '@hansom/platform-rpc';

import { type Source } from '../model/live.ts';
import { type MeshView } from '../model/view.ts';
import { typeOf } from '../resources/messages.ts';
import { discover } from './discover.ts';
import { type DiscoveryRequest, type DiscoveryResponse, type RefusedAnswer } from './session.ts';

const REQUEST = 'envoy.service.discovery.v3.DiscoveryRequest';
const RESPONSE = 'envoy.service.discovery.v3.DiscoveryResponse';

export const requestType: MessageType<DiscoveryRequest> = messageType(REQUEST);
export const responseType: MessageType<DiscoveryResponse> = messageType(RESPONSE);

/** Envoy's contract, of which the mesh serves the stream of whole states. */
const AGGREGATED_DISCOVERY = {
  name: 'AggregatedDiscoveryService',
  fullName: 'envoy.service.discovery.v3.AggregatedDiscoveryService',
  methods: {
    streamAggregatedResources: {
      name: 'StreamAggregatedResources',
      requestType,
      requestStream: true,
      responseType,
      responseStream: true,
      options: {},
    },
  },
} as const;

export const ADS_PATH = `/${AGGREGATED_DISCOVERY.fullName}/StreamAggregatedResources`;

export interface AdsOptions {
  readonly source: Source<MeshView>;
  readonly onRefused: (refused: RefusedAnswer) => void;
}

/** What `traffic` serves to clients that have no library of ours: proxyless gRPC in other languages, Envoy. */
export function aggregatedDiscovery({ source, onRefused }: AdsOptions): Served {
  return serve(adsContract(), {
    streamAggregatedResources: (requests, call) => {
      const gone = new Promise<void>((resolve) => call.onCancel(resolve));
      return discover(requests, { source, onRefused, gone });
    },
  });
}

export function adsContract(): typeof AGGREGATED_DISCOVERY {
  return foreignContract(AGGREGATED_DISCOVERY, {
    service: 'traffic',
    promise: { meanMs: 5, p95Ms: 50 },
    access: { kind: 'only', services: ['*'], roles: [], cityField: undefined },
    criticality: 0,
  });
}

function messageType<T extends object>(name: string): MessageType<T> {
  return {
    encode: (message, writer = new BinaryWriter()) =>
      writer.raw(typeOf(name).encode(typeOf(name).fromObject(message)).finish()),
    // Every field is there, with its default where it was not sent: as the contract has them, and as T says.
    decode: (input) => typeOf(name).toObject(typeOf(name).decode(bytesOf(input)), { defaults: true }) as T,
  };
}

/** A reader gives its bytes field by field. */
function bytesOf(input: BinaryReader | Uint8Array): Uint8Array {
  if (!(input instanceof BinaryReader)) return input;
  const writer = new BinaryWriter();
  while (input.pos < input.len) {
    const [field, type] = input.tag();
    writer.tag(field, type).raw(input.skip(type, field));
  }
  return writer.finish();
}
