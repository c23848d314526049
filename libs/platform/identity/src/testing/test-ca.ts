import { type Authority, issue, issueNamed, newAuthorityKey, selfSigned } from '../certificates/authority.ts';
import { type Certificates, type CertificateSet } from '../certificates/certificates.ts';
import { type Subject, TRUST_DOMAIN } from '../certificates/spiffe.ts';
import { wallClock } from '../certificates/wall-clock.ts';
import { createWatchers } from '../certificates/watchers.ts';

const HOUR = 3_600_000;

export interface IssueOptions {
  /** Default: `hansom.local`. */
  trustDomain?: string;
  /** From now, by the machine's clock. Default: -1 h and 1 h. */
  fromMs?: number;
  untilMs?: number;
}

export interface TestCa {
  authority: Authority;
  /** Certificates that are replaced when the spec says so. */
  certificates(subject: Subject, options?: IssueOptions): Promise<TestCertificates>;
  /** With any names. */
  named(names: Parameters<typeof issueNamed>[1]): Promise<TestCertificates>;
}

export interface TestCertificates extends Certificates {
  replace(set: CertificateSet): void;
}

/** A certificate authority in memory. */
export async function testCa(): Promise<TestCa> {
  const key = await newAuthorityKey();
  const authority = { key, certificate: await selfSigned(key, life({})) };
  return {
    authority,
    certificates: async (subject, options = {}) => {
      const { trustDomain = TRUST_DOMAIN } = options;
      return testCertificates(await issue(authority, { subject, trustDomain, ...life(options) }));
    },
    named: async (names) => testCertificates(await issueNamed(authority, names, life({}))),
  };
}

export function testCertificates(first: CertificateSet): TestCertificates {
  const { watch, tell } = createWatchers();
  let current = first;
  return {
    current: () => current,
    watch,
    close: () => undefined,
    replace: (set) => {
      current = set;
      tell();
    },
  };
}

function life({ fromMs = -HOUR, untilMs = HOUR }: IssueOptions): { from: number; until: number } {
  const now = wallClock();
  return { from: now + fromMs, until: now + untilMs };
}
