import 'reflect-metadata'; // the library below needs it, and does not import it

import { type webcrypto } from 'node:crypto';

import { type ChannelCredentials, credentials, ServerCredentials } from '@grpc/grpc-js';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DISTANT = { notBefore: new Date(Date.UTC(2020, 0, 1)), notAfter: new Date(Date.UTC(2100, 0, 1)) };

interface Issued {
  readonly certificate: Buffer;
  readonly key: Buffer;
}

/** What mutual TLS needs, for specs and benches: each service has a certificate whose common name is the service's. */
export interface TestSecurity {
  server(service: string): ServerCredentials;
  client(service: string): ChannelCredentials;
}

/** A certificate authority in memory that knows these services. */
export async function testSecurity(services: readonly string[]): Promise<TestSecurity> {
  const keys = await newKeys();
  const authority = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=authority',
    keys,
    signingAlgorithm: P256,
    extensions: [new BasicConstraintsExtension(true)],
    ...DISTANT,
  });
  const ca = Buffer.from(authority.toString('pem'));
  const pairs = await Promise.all(services.map((service) => issued(service, authority, keys.privateKey)));
  const pairOf = (service: string): Issued => {
    const pair = pairs[services.indexOf(service)];
    if (!pair) throw new Error(`${service} has no certificate`);
    return pair;
  };
  return {
    server: (service) => {
      const { certificate, key } = pairOf(service);
      return ServerCredentials.createSsl(ca, [{ cert_chain: certificate, private_key: key }], true);
    },
    client: (service) => {
      const { certificate, key } = pairOf(service);
      const checkServerIdentity = (): undefined => undefined; // which server it is, is not what these specs are about
      return credentials.createSsl(ca, key, certificate, { checkServerIdentity });
    },
  };
}

async function issued(
  service: string,
  authority: { readonly subject: string },
  signingKey: webcrypto.CryptoKey,
): Promise<Issued> {
  const { publicKey, privateKey } = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${service}`,
    issuer: authority.subject,
    publicKey,
    signingKey,
    signingAlgorithm: P256,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
    ...DISTANT,
  });
  const exported = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  const key = `-----BEGIN PRIVATE KEY-----\n${exported}\n-----END PRIVATE KEY-----\n`;
  return { certificate: Buffer.from(certificate.toString('pem')), key: Buffer.from(key) };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
}
