// Cuts the contracts of xDS down to what grpc-js-xds decodes and the mesh encodes: grpc-js-xds brings some 300 .proto files, and
// loading them costs each process 0.9 CPU seconds. `node libs/platform/mesh/scripts/protos.mjs` writes src/generated/xds.json.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import protobuf from 'protobufjs';

const require = createRequire(import.meta.url);
const DEPS = join(dirname(require.resolve('@grpc/grpc-js-xds/package.json')), 'deps');
const INCLUDED = ['envoy-api', 'xds', 'googleapis', 'protoc-gen-validate'].map((name) => join(DEPS, name));
const OUTPUT = fileURLToPath(new URL('../src/generated/xds.json', import.meta.url));

/** What is looked up by name, and the file that declares it. Whatever these are made of follows. */
const ROOTS = {
  'envoy.service.discovery.v3.DiscoveryRequest': 'envoy/service/discovery/v3/discovery.proto',
  'envoy.service.discovery.v3.DiscoveryResponse': 'envoy/service/discovery/v3/discovery.proto',
  'envoy.service.load_stats.v3.LoadStatsRequest': 'envoy/service/load_stats/v3/lrs.proto',
  'envoy.service.load_stats.v3.LoadStatsResponse': 'envoy/service/load_stats/v3/lrs.proto',
  'envoy.config.listener.v3.Listener': 'envoy/config/listener/v3/listener.proto',
  'envoy.config.route.v3.RouteConfiguration': 'envoy/config/route/v3/route.proto',
  'envoy.config.route.v3.FilterConfig': 'envoy/config/route/v3/route_components.proto',
  'envoy.config.cluster.v3.Cluster': 'envoy/config/cluster/v3/cluster.proto',
  'envoy.config.endpoint.v3.ClusterLoadAssignment': 'envoy/config/endpoint/v3/endpoint.proto',
  'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager':
    'envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto',
  'envoy.extensions.filters.http.fault.v3.HTTPFault': 'envoy/extensions/filters/http/fault/v3/fault.proto',
  'envoy.extensions.filters.http.router.v3.Router': 'envoy/extensions/filters/http/router/v3/router.proto',
  'envoy.extensions.filters.http.rbac.v3.RBAC': 'envoy/extensions/filters/http/rbac/v3/rbac.proto',
  'envoy.extensions.filters.http.rbac.v3.RBACPerRoute': 'envoy/extensions/filters/http/rbac/v3/rbac.proto',
  'envoy.extensions.clusters.aggregate.v3.ClusterConfig':
    'envoy/extensions/clusters/aggregate/v3/cluster.proto',
  'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext':
    'envoy/extensions/transport_sockets/tls/v3/tls.proto',
  'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext':
    'envoy/extensions/transport_sockets/tls/v3/tls.proto',
  'envoy.extensions.load_balancing_policies.ring_hash.v3.RingHash':
    'envoy/extensions/load_balancing_policies/ring_hash/v3/ring_hash.proto',
  'envoy.extensions.load_balancing_policies.wrr_locality.v3.WrrLocality':
    'envoy/extensions/load_balancing_policies/wrr_locality/v3/wrr_locality.proto',
  'envoy.extensions.load_balancing_policies.pick_first.v3.PickFirst':
    'envoy/extensions/load_balancing_policies/pick_first/v3/pick_first.proto',
  'envoy.extensions.load_balancing_policies.client_side_weighted_round_robin.v3.ClientSideWeightedRoundRobin':
    'envoy/extensions/load_balancing_policies/client_side_weighted_round_robin/v3/client_side_weighted_round_robin.proto',
  'udpa.type.v1.TypedStruct': 'udpa/type/v1/typed_struct.proto',
  'xds.type.v3.TypedStruct': 'xds/type/v3/typed_struct.proto',
};

/** All that grpc-js-xds brings of these contracts. */
export function fullProtos() {
  const { nested } = require('protobufjs/google/protobuf/descriptor.json');
  protobuf.common('descriptor', nested.google.nested.protobuf.nested); // the one of Google's that protobufjs does not know
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) =>
    INCLUDED.map((folder) => join(folder, target)).find((file) => protobuf.util.fs.existsSync(file)) ?? null;
  root.loadSync([...new Set(Object.values(ROOTS))], { keepCase: true });
  return root.resolveAll();
}

/** @param {protobuf.Namespace} full @returns {string} the text of src/generated/xds.json */
export function prunedProtos(full) {
  const kept = new Set();
  for (const name of Object.keys(ROOTS)) keep(full.lookupType(name), kept);
  return `${JSON.stringify({ nested: cut(full, kept) })}\n`;
}

function keep(type, kept) {
  if (kept.has(type)) return;
  kept.add(type);
  if (!(type instanceof protobuf.Type)) return;
  for (const { resolvedType } of type.fieldsArray) if (resolvedType) keep(resolvedType, kept);
}

function cut(namespace, kept) {
  const entries = (namespace.nestedArray ?? []).flatMap((child) => {
    const nested = child instanceof protobuf.Enum ? {} : cut(child, kept);
    const own = kept.has(child) ? declarationOf(child) : {};
    const declared = { ...own, ...(Object.keys(nested).length > 0 && { nested }) };
    return Object.keys(declared).length > 0 || kept.has(child) ? [[child.name, declared]] : [];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is needed to encode and decode it: no comments, no options but how repeated fields are packed. */
function declarationOf(type) {
  if (type instanceof protobuf.Enum) return { values: type.values };
  const oneofs = type.oneofsArray.map(({ name, oneof }) => [name, { oneof }]);
  const fields = type.fieldsArray.map((field) => [field.name, fieldOf(field)]);
  return {
    ...(oneofs.length > 0 && { oneofs: Object.fromEntries(oneofs) }),
    fields: Object.fromEntries(fields),
  };
}

function fieldOf(field) {
  const { rule, type, id } = field.toJSON();
  const { packed } = field.options ?? {};
  return {
    ...(rule && { rule }),
    ...(field.map && { keyType: field.keyType }),
    type: field.resolvedType ? field.resolvedType.fullName : type,
    id,
    ...(packed !== undefined && { options: { packed } }),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(OUTPUT, prunedProtos(fullProtos()));
