/**
 * What every HTTP server that apps reach has: connections that send nothing, or slowly, are ended by the first of these that applies, looked
 * at every second. Milliseconds, and bytes.
 */
export const SERVER_LIMITS = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 72_000, // longer than the 60 s of usual load balancers, so that the balancer ends idle connections
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 8 * 1024,
};
