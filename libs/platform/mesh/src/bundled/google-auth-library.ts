/** What grpc-js-xds finds in bundles in place of `google-auth-library`: our control plane asks for no such credentials. */
export const GoogleAuth = undefined;
