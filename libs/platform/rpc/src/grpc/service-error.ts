import { Metadata } from '@grpc/grpc-js';

import { ERROR_TRAILER, type WireStatus } from '../status.ts';

/** A status, as grpc-js's server takes it. */
export function serviceErrorOf({ code, details, error }: WireStatus) {
  const metadata = new Metadata();
  if (error) metadata.set(ERROR_TRAILER, Buffer.from(error));
  return { code, details, metadata };
}
