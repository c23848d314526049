import { X509Certificate } from 'node:crypto';

import { type Effects, type Millis } from '@hansom/platform-context';

import { type Certificates, type CertificateSet } from './certificates.ts';
import { wallClock } from './wall-clock.ts';
import { createWatchers } from './watchers.ts';

/** A timer of a day would sleep through the day with the laptop. */
const LOOK: Millis = 60_000;

/**
 * Certificates that `issue` gives, again when two thirds of their life are over. When that fails it is tried every minute while the
 * old ones last.
 */
export async function renewing(
  issue: () => Promise<CertificateSet>,
  { timers, log }: Pick<Effects, 'timers' | 'log'>,
): Promise<Certificates> {
  const { watch, tell } = createWatchers();
  let current = await issue();
  let closed = false;
  let cancel = timers.after(LOOK, look);

  function look(): void {
    const done = isDue(current) ? issue().then(replace, complain) : Promise.resolve();
    void done.then(() => {
      if (!closed) cancel = timers.after(LOOK, look);
    });
  }

  function replace(fresh: CertificateSet): void {
    current = fresh;
    if (!closed) tell();
  }

  function complain(error: unknown): void {
    log.warn('a certificate cannot be renewed', { error });
  }

  return {
    current: () => current,
    watch,
    close: () => {
      closed = true;
      cancel();
    },
  };
}

function isDue({ certificate }: CertificateSet): boolean {
  const { validFrom, validTo } = new X509Certificate(certificate);
  const [from, until] = [Date.parse(validFrom), Date.parse(validTo)];
  return wallClock() >= from + ((until - from) * 2) / 3;
}
