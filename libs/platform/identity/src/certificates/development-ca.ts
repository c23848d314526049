import { X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import { type Effects, type Millis } from '@hansom/platform-context';

import { type Authority, issue, newAuthorityKey, selfSigned } from './authority.ts';
import { type CertificatePaths } from './certificate-files.ts';
import { type Certificates, type CertificateSet, flawOf } from './certificates.ts';
import { createOnce, readIfThere, replaceFile } from './create-once.ts';
import { renewing } from './renewing.ts';
import { type Subject, subjectOf, TRUST_DOMAIN } from './spiffe.ts';
import { wallClock } from './wall-clock.ts';

export interface DevelopmentCaOptions {
  /** Where the authority lives: `ca.pem`, `ca-key.pem`, and what is issued to files. Made when it is not there. */
  folder: string;
  trustDomain?: string;
}

/** The certificate authority of one development installation. */
export interface DevelopmentCa {
  /** A certificate for a day, in memory. */
  issue(subject: Subject): Promise<CertificateSet>;
  /** A certificate that is replaced when two thirds of its day are over, in memory. Whoever asks closes it. */
  certificates(subject: Subject, effects: Pick<Effects, 'timers' | 'log'>): Promise<Certificates>;
  /**
   * A certificate in files: `operator.pem` and `operator-key.pem`, or with the service's name. One that is there stays for two thirds
   * of its day: whoever starts processes calls this again every few hours, and the processes read what has changed.
   */
  issueToFiles(subject: Subject): Promise<CertificatePaths>;
}

const DAY: Millis = 24 * 3_600_000;
const TEN_YEARS: Millis = 3650 * DAY;

/** Machines of one network need not agree about the minute. */
const BEFORE: Millis = 60_000;

/**
 * The authority of `folder`, made by whoever needs it first: several processes at once get the same. The folder is for its owner
 * alone, the keys are mode 0600. Only for development: in production somebody else issues, and processes are given paths.
 */
export async function developmentCa(options: DevelopmentCaOptions): Promise<DevelopmentCa> {
  const { folder, trustDomain = TRUST_DOMAIN } = options;
  const authority = await authorityIn(folder);

  const issueNow = (subject: Subject): Promise<CertificateSet> => {
    const now = wallClock();
    return issue(authority, { subject, trustDomain, from: now - BEFORE, until: now + DAY });
  };

  async function issueToFiles(subject: Subject): Promise<CertificatePaths> {
    const stem = path.join(folder, 'service' in subject ? `service-${subject.service}` : 'operator');
    const paths = { ca: path.join(folder, 'ca.pem'), certificate: `${stem}.pem`, key: `${stem}-key.pem` };
    const there = await readSet(authority, paths);
    if (there && isGood(there, subject, trustDomain)) return paths;
    const fresh = await issueNow(subject);
    await replaceFile(paths.key, fresh.key); // a reader between the two keeps what it had
    await replaceFile(paths.certificate, fresh.certificate);
    return paths;
  }

  return {
    issue: issueNow,
    certificates: (subject, effects) => renewing(() => issueNow(subject), effects),
    issueToFiles,
  };
}

/** The key comes first and decides; a certificate that got lost is made again from it. */
async function authorityIn(folder: string): Promise<Authority> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = await createOnce(path.join(folder, 'ca-key.pem'), newAuthorityKey);
  const file = path.join(folder, 'ca.pem');
  const now = wallClock();
  const life = { from: now - BEFORE, until: now + TEN_YEARS };
  const certificate = await createOnce(file, () => selfSigned(key, life));
  const flaw = flawOf({ ca: certificate, certificate, key }, now);
  if (flaw !== undefined) throw new Error(`${file}: ${flaw}; remove it and ca-key.pem to begin anew`);
  return { certificate, key };
}

async function readSet(
  { certificate: ca }: Authority,
  paths: CertificatePaths,
): Promise<CertificateSet | undefined> {
  const [certificate, key] = await Promise.all([readIfThere(paths.certificate), readIfThere(paths.key)]);
  return certificate !== undefined && key !== undefined ? { ca, certificate, key } : undefined;
}

/** Whether a set is this authority's, this subject's, whole, and has a third of its life before it. */
function isGood(set: CertificateSet, subject: Subject, trustDomain: string): boolean {
  if (flawOf(set, wallClock() + DAY / 3) !== undefined) return false;
  const own = new X509Certificate(set.certificate);
  const holder = subjectOf(own.subjectAltName, trustDomain);
  return (
    own.verify(new X509Certificate(set.ca).publicKey) && JSON.stringify(holder) === JSON.stringify(subject)
  );
}
