import { type webcrypto } from 'node:crypto';

import { type Millis } from '@hansom/platform-context';

import { type CertificateSet } from './certificates.ts';
import { formatSpiffeId, type Subject } from './spiffe.ts';

/** A certificate authority and its private key, as PEM (PKCS #8). */
export interface Authority {
  readonly certificate: string;
  readonly key: string;
}

export interface Issue {
  subject: Subject;
  trustDomain: string;
  /** Milliseconds since the epoch by the machine's clock. */
  from: Millis;
  until: Millis;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const SIGNS = ['sign', 'verify'] as const;

/** A new private key for an authority. */
export async function newAuthorityKey(): Promise<string> {
  const { privateKey } = await newKeys();
  return toPem(privateKey);
}

/** The certificate of an authority that only signs leaves, made from its key. */
export async function selfSigned(
  key: string,
  { from, until }: Pick<Issue, 'from' | 'until'>,
): Promise<string> {
  const x509 = await library();
  const keys = await keysOf(key);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Hansom development authority',
    keys,
    signingAlgorithm: P256,
    notBefore: new Date(from),
    notAfter: new Date(until),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return `${certificate.toString('pem')}\n`;
}

/** A certificate with a new key for both sides of TLS, whose one name is the SPIFFE id of its subject. */
export async function issue(authority: Authority, wanted: Issue): Promise<CertificateSet> {
  const id = formatSpiffeId(wanted.subject, wanted.trustDomain);
  return issueNamed(authority, [{ type: 'url', value: id }], wanted);
}

/** As `issue`, with whatever names: what a stranger's authority could put there. */
export async function issueNamed(
  authority: Authority,
  names: readonly { type: 'url' | 'dns' | 'email'; value: string }[],
  { from, until }: Pick<Issue, 'from' | 'until'>,
): Promise<CertificateSet> {
  const x509 = await library();
  const [signer, own] = await Promise.all([keysOf(authority.key), newKeys()]);
  const certificate = await x509.X509CertificateGenerator.create({
    issuer: new x509.X509Certificate(authority.certificate).subject,
    subject: 'O=Hansom',
    publicKey: own.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: P256,
    notBefore: new Date(from),
    notAfter: new Date(until),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        x509.ExtendedKeyUsage.serverAuth,
        x509.ExtendedKeyUsage.clientAuth,
      ]),
      new x509.SubjectAlternativeNameExtension([...names]),
      await x509.AuthorityKeyIdentifierExtension.create(signer.publicKey),
    ],
  });
  const key = await toPem(own.privateKey);
  return { ca: authority.certificate, certificate: `${certificate.toString('pem')}\n`, key };
}

/** Loaded only where certificates are made: it takes a tenth of a second, and production never does. */
async function library() {
  await import('reflect-metadata'); // the library's decorators look for it as a global
  return import('@peculiar/x509');
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(P256, true, SIGNS);
}

async function keysOf(pem: string): Promise<webcrypto.CryptoKeyPair> {
  const privateKey = await crypto.subtle.importKey('pkcs8', fromPem(pem), P256, true, ['sign']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', privateKey);
  const publicKey = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, P256, true, ['verify']);
  return { privateKey, publicKey };
}

function fromPem(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64');
}

async function toPem(key: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${base64.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}
