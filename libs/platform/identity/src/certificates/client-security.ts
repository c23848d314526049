import { createSecureContext, type PeerCertificate, type SecureContext } from 'node:tls';

import { ChannelCredentials, credentials } from '@grpc/grpc-js';

import { type Certificates, type CertificateSet } from './certificates.ts';
import { subjectOf, TRUST_DOMAIN } from './spiffe.ts';
import { MIN_TLS } from './tls.ts';

/**
 * The client's side of mutual TLS: credentials for connections to a service, always the same object for the same one. The server
 * must hold that service's certificate; what its host is called does not matter. New connections show new certificates as soon as
 * `certificates` has them.
 */
export function clientSecurity(
  certificates: Certificates,
  { trustDomain = TRUST_DOMAIN }: { trustDomain?: string } = {},
): (to: string) => ChannelCredentials {
  const known = new Map<string, ChannelCredentials>();
  const contextOf = secureContexts(certificates);
  return (to) => {
    const own = known.get(to) ?? new RotatingChannelCredentials(contextOf, to, trustDomain);
    known.set(to, own);
    return own;
  };
}

type Connector = ReturnType<ChannelCredentials['_createSecureConnector']>;
type ConnectorArguments = Parameters<ChannelCredentials['_createSecureConnector']>;

/** grpc-js's own rotating credentials parse the certificates at every connection, and take no minimum version of TLS. */
class RotatingChannelCredentials extends ChannelCredentials {
  private readonly checkServerIdentity: (host: string, peer: PeerCertificate) => Error | undefined;

  constructor(
    private readonly secureContext: () => SecureContext,
    private readonly to: string,
    trustDomain: string,
  ) {
    super();
    this.checkServerIdentity = (_host, peer) => {
      const subject = subjectOf(peer.subjectaltname, trustDomain);
      if (subject && 'service' in subject && subject.service === to) return undefined;
      return new Error(`the server's certificate is not that of ${to}`);
    };
  }

  _isSecure(): boolean {
    return true;
  }

  _equals(other: ChannelCredentials): boolean {
    return this === other;
  }

  _createSecureConnector(...[target, options, callCredentials]: ConnectorArguments): Connector {
    // TLS is told a name: it would be the address, and a name may not be one.
    const named = { ...options, 'grpc.ssl_target_name_override': this.to };
    const connector = (): Connector =>
      credentials
        .createFromSecureContext(this.secureContext(), { checkServerIdentity: this.checkServerIdentity })
        ._createSecureConnector(target, named, callCredentials);
    const first = connector();
    return {
      connect: (socket) => connector().connect(socket),
      waitForReady: () => Promise.resolve(),
      getCallCredentials: () => first.getCallCredentials(),
      destroy: () => undefined,
    };
  }
}

/** The certificates as OpenSSL has them: made once a change, since that takes a millisecond. */
function secureContexts(certificates: Certificates): () => SecureContext {
  let of: CertificateSet | undefined;
  let context: SecureContext | undefined;
  return () => {
    const set = certificates.current();
    if (context && of === set) return context;
    of = set;
    return (context = createSecureContext({
      ca: set.ca,
      cert: set.certificate,
      key: set.key,
      minVersion: MIN_TLS,
    }));
  };
}
