import { constants } from 'node:crypto';
import { type PeerCertificate, type SecureContextOptions } from 'node:tls';

import { type ChannelOptions, ServerCredentials } from '@grpc/grpc-js';
import { type Caller } from '@hansom/platform-rpc';

import { type Certificates } from './certificates.ts';
import { callerOf, TRUST_DOMAIN } from './spiffe.ts';
import { MIN_TLS } from './tls.ts';

export interface ServerSecurity {
  readonly credentials: ServerCredentials;
  /** Who holds a client's certificate, which TLS has verified. Nobody: `{}`. */
  identify(peer: PeerCertificate): Caller;
}

/**
 * An open connection keeps the certificates with which it was made: a server that is given these options ends each after ten
 * minutes, politely, and the client's next call makes a new one. So nobody outlives the certificate by more.
 */
export const CONNECTION_AGE: ChannelOptions = {
  'grpc.max_connection_age_ms': 600_000,
  'grpc.max_connection_age_grace_ms': 10_000,
};

/**
 * The server's side of mutual TLS: no connection without a certificate of our authority. Which one decides what it may call, not
 * whether it connects. New connections get new certificates as soon as `certificates` has them.
 */
export function serverSecurity(
  certificates: Certificates,
  { trustDomain = TRUST_DOMAIN }: { trustDomain?: string } = {},
): ServerSecurity {
  return {
    credentials: new RotatingServerCredentials(certificates),
    identify: (peer) => callerOf(peer.subjectaltname, trustDomain),
  };
}

type Watcher = Parameters<ServerCredentials['_addWatcher']>[0];

/**
 * grpc-js's own rotating credentials take neither a minimum version of TLS nor certificates that are there at once, without which a
 * server drops its first connections.
 */
class RotatingServerCredentials extends ServerCredentials {
  private unwatch: (() => void) | undefined;

  constructor(private readonly certificates: Certificates) {
    super({ requestCert: true, rejectUnauthorized: true, minVersion: MIN_TLS }, contextOf(certificates));
  }

  override _addWatcher(watcher: Watcher): void {
    super._addWatcher(watcher);
    this.unwatch ??= this.certificates.watch(() =>
      this.updateSecureContextOptions(contextOf(this.certificates)),
    );
  }

  override _removeWatcher(watcher: Watcher): void {
    super._removeWatcher(watcher);
    if (this.getWatcherCount() > 0) return;
    this.unwatch?.();
    this.unwatch = undefined;
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }
}

/** A session that is resumed skips the certificate, and so would let one in that has expired: without tickets none can be. */
const EVERY_TIME_ANEW = constants.SSL_OP_NO_TICKET;

function contextOf(certificates: Certificates): SecureContextOptions {
  const { ca, certificate, key } = certificates.current();
  return { ca, cert: certificate, key, minVersion: MIN_TLS, secureOptions: EVERY_TIME_ANEW };
}
