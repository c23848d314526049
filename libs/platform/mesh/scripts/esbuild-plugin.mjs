import { fileURLToPath } from 'node:url';

const REPLACED = /^(@grpc\/proto-loader|@grpc\/proto-loader\/build\/src\/util|re2-wasm|google-auth-library)$/;
const IMPORTER = /[\\/]@grpc[\\/]grpc-js-xds[\\/]/;

/**
 * Makes grpc-js-xds work in bundles: what it would read from disk comes from `src/generated/xds.json`, and what it never uses here stays out.
 *
 * @type {import('esbuild').Plugin}
 */
export const grpcJsXds = {
  name: 'grpc-js-xds',
  setup({ onResolve }) {
    onResolve({ filter: REPLACED }, ({ path, importer }) => {
      if (!IMPORTER.test(importer)) return undefined;
      const name = path.startsWith('@grpc/proto-loader') ? 'proto-loader' : path;
      return { path: fileURLToPath(new URL(`../src/bundled/${name}.ts`, import.meta.url)) };
    });
  },
};
