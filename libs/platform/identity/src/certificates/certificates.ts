import { createPrivateKey, X509Certificate } from 'node:crypto';

/** What a process shows, and whom it believes. All PEM. */
export interface CertificateSet {
  /** The authorities whose certificates are believed: one, or several while one takes over from another. */
  readonly ca: string;
  /** The process's own, followed by those between it and an authority, if any. */
  readonly certificate: string;
  readonly key: string;
}

/** The certificates of a process, which are replaced while it runs. */
export interface Certificates {
  current(): CertificateSet;
  /** Calls `onChange`, which must not throw, after every change. The returned function ends it. */
  watch(onChange: () => void): () => void;
  /** Ends what looks for or makes new ones. Idempotent. */
  close(): void;
}

/** On lines of its own: OpenSSL passes over one that is glued to the one before it. */
const BLOCK = /^-----BEGIN CERTIFICATE-----\s[^-]*^-----END CERTIFICATE-----\s*$/gm;

/** Why a set cannot be used at `now` (milliseconds since the epoch, by the machine's clock); undefined: it can. */
export function flawOf(set: CertificateSet, now: number): string | undefined {
  try {
    parsed(set.ca);
    const [own] = parsed(set.certificate);
    if (!own?.checkPrivateKey(createPrivateKey(set.key))) return 'the key is not that of the certificate';
    return Date.parse(own.validTo) <= now ? 'the certificate has expired' : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Every certificate of a PEM text. One that is half written is not left out but thrown for. */
function parsed(pem: string): X509Certificate[] {
  const blocks = pem.match(BLOCK) ?? [];
  if (blocks.length === 0 || blocks.length !== pem.split('-----BEGIN').length - 1)
    throw new Error('there is no whole certificate where one should be');
  return blocks.map((block) => new X509Certificate(block));
}
