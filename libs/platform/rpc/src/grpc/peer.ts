import { type PeerCertificate } from 'node:tls';

import { type Caller, NOBODY } from '../call.ts';

/** Tells whom a client's certificate, already found to be valid, stands for. */
export type Identify = (peer: PeerCertificate) => Caller;

/** What of a call of grpc-js's server tells who made it. */
export interface PeerCall {
  getAuthContext(): { sslPeerCertificate?: PeerCertificate };
}

/** Tells who makes calls, once a connection: parsing a certificate costs 30 us. Without `identify` nobody is known. */
export function callersBy(identify: Identify | undefined): (call: PeerCall) => Caller {
  if (!identify) return () => NOBODY;
  const known = new WeakMap<object, Caller>();
  const identified = (call: PeerCall): Caller => {
    const { sslPeerCertificate } = call.getAuthContext();
    return sslPeerCertificate ? identify(sslPeerCertificate) : NOBODY;
  };
  return (call) => {
    const connection = connectionOf(call);
    if (!connection) return identified(call);
    const caller = known.get(connection) ?? identified(call);
    known.set(connection, caller);
    return caller;
  };
}

/**
 * The HTTP/2 session of a call: one for each TLS connection, never used for another. grpc-js 1.14.7 keeps it in fields of its
 * own; where it is not found the certificate is read for each call.
 */
function connectionOf(call: unknown): object | undefined {
  const session = ['call', 'stream', 'session'].reduce(fieldOf, call);
  return typeof session === 'object' && session !== null ? session : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
