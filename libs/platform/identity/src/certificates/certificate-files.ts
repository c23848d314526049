import { readFile } from 'node:fs/promises';

import { type Effects, type Millis } from '@hansom/platform-context';

import { type Certificates, type CertificateSet, flawOf } from './certificates.ts';
import { wallClock } from './wall-clock.ts';
import { createWatchers } from './watchers.ts';

export interface CertificatePaths {
  ca: string;
  certificate: string;
  key: string;
}

export interface CertificateFilesOptions extends CertificatePaths {
  effects: Pick<Effects, 'timers' | 'log'>;
}

const POLL: Millis = 5_000;

/**
 * Certificates from three PEM files, read again every 5 s: they are small, and what tells of changes misses a symbolic link that
 * is swapped, as Kubernetes does. While what is there cannot be used - half written, a key of another certificate, expired - the last
 * good set stays, and that is logged once. Rejects when there is no good set at the start.
 */
export async function certificateFiles(options: CertificateFilesOptions): Promise<Certificates> {
  const { timers, log } = options.effects;
  const { watch, tell } = createWatchers();
  let current = await readGood(options);
  let complained = '';
  let closed = false;
  let cancel = timers.after(POLL, look);

  function look(): void {
    void readGood(options)
      .then(replace, complain)
      .then(() => {
        if (!closed) cancel = timers.after(POLL, look);
      });
  }

  function replace(found: CertificateSet): void {
    complained = '';
    if (closed || isSame(found, current)) return;
    current = found;
    log.info('certificates replaced', { file: options.certificate });
    tell();
  }

  function complain(error: unknown): void {
    const why = String(error);
    if (why !== complained) log.warn('new certificates cannot be used', { file: options.certificate, error });
    complained = why;
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

async function readGood(paths: CertificatePaths): Promise<CertificateSet> {
  const files = [paths.ca, paths.certificate, paths.key].map((path) => readFile(path, 'utf8'));
  const [ca = '', certificate = '', key = ''] = await Promise.all(files);
  const set = { ca, certificate, key };
  const flaw = flawOf(set, wallClock());
  if (flaw !== undefined) throw new Error(`${paths.certificate}: ${flaw}`);
  return set;
}

function isSame(one: CertificateSet, other: CertificateSet): boolean {
  return one.ca === other.ca && one.certificate === other.certificate && one.key === other.key;
}
