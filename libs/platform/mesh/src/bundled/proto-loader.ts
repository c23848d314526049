import { protos, typeOf } from '../resources/messages.ts';

/**
 * What grpc-js-xds finds in bundles in place of `@grpc/proto-loader`: the same contracts, cut down, from memory. The original reads some 300
 * files beside grpc-js-xds, which a bundle does not have, and takes 0.9 CPU seconds.
 */
export function loadProtosWithOptionsSync(): { lookup: (name: string) => unknown } {
  return { lookup: (name) => protos().lookup(name) };
}

/** The services that grpc-js-xds calls, whatever files it names; and one that it only registers, without its methods. */
export function loadSync(): object {
  return {
    'envoy.service.discovery.v3.AggregatedDiscoveryService': streamOf({
      path: '/envoy.service.discovery.v3.AggregatedDiscoveryService/StreamAggregatedResources',
      request: 'envoy.service.discovery.v3.DiscoveryRequest',
      response: 'envoy.service.discovery.v3.DiscoveryResponse',
    }),
    'envoy.service.load_stats.v3.LoadReportingService': streamOf({
      path: '/envoy.service.load_stats.v3.LoadReportingService/StreamLoadStats',
      request: 'envoy.service.load_stats.v3.LoadStatsRequest',
      response: 'envoy.service.load_stats.v3.LoadStatsResponse',
    }),
    'envoy.service.status.v3.ClientStatusDiscoveryService': {},
  };
}

function streamOf({ path, request, response }: { path: string; request: string; response: string }): object {
  const method = {
    path,
    requestStream: true,
    responseStream: true,
    requestSerialize: serializer(request),
    requestDeserialize: deserializer(request),
    responseSerialize: serializer(response),
    responseDeserialize: deserializer(response),
  };
  return { [path.slice(path.lastIndexOf('/') + 1)]: method };
}

function serializer(name: string): (message: object) => Buffer {
  return (message) => Buffer.from(typeOf(name).encode(typeOf(name).fromObject(message)).finish());
}

/** As grpc-js-xds asks proto-loader to. */
function deserializer(name: string): (bytes: Buffer) => object {
  const options = { longs: String, enums: String, defaults: true, oneofs: true };
  return (bytes) => typeOf(name).toObject(typeOf(name).decode(bytes), options);
}
