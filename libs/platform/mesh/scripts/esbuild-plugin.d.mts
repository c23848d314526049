import type { Plugin } from 'esbuild';

/** Makes grpc-js-xds work in bundles: what it would read from disk comes from `src/generated/xds.json`, and what it never uses here stays out. */
export const grpcJsXds: Plugin;
