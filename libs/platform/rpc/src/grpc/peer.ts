import { type PeerCertificate } from 'node:tls';

import { type Caller, NOBODY } from '../call.ts';
import { internalsOf } from './internals.ts';

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
    const { session } = internalsOf(call);
    if (!session) return identified(call);
    const caller = known.get(session) ?? identified(call);
    known.set(session, caller);
    return caller;
  };
}
