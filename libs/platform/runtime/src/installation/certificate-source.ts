import path from 'node:path';

import { ConfigError } from '@hansom/platform-config';
import { type Effects } from '@hansom/platform-context';
import {
  certificateFiles,
  type CertificatePaths,
  type Certificates,
  type DevelopmentCa,
  developmentCa,
  type Subject,
} from '@hansom/platform-identity';

import { type PlatformSettings } from '../settings.ts';

/**
 * Where a process has its certificates from: the files that its settings name, or else the development CA of its data folder, which
 * issues one to each service in memory. Throws a `ConfigError` when only some of the files are named.
 */
export function certificateSource(
  settings: PlatformSettings,
  effects: Effects,
): (subject: Subject) => Promise<Certificates> {
  const files = filesIn(settings);
  if (files) return () => certificateFiles({ ...files, effects });
  let authority: Promise<DevelopmentCa> | undefined;
  return async (subject) => {
    authority ??= developmentCa({ folder: developmentCaFolder(settings.data) });
    return (await authority).certificates(subject, effects);
  };
}

/** Where an installation whose data is in `data` keeps its development CA. */
export function developmentCaFolder(data: string): string {
  return path.join(data, 'ca');
}

function filesIn({ tlsCa, tlsCert, tlsKey }: PlatformSettings): CertificatePaths | undefined {
  if (tlsCa !== undefined && tlsCert !== undefined && tlsKey !== undefined)
    return { ca: tlsCa, certificate: tlsCert, key: tlsKey };
  const given = { HANSOM_TLS_CA: tlsCa, HANSOM_TLS_CERT: tlsCert, HANSOM_TLS_KEY: tlsKey };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 3) return undefined;
  throw new ConfigError(
    missing.map((name) => ({ path: name, rule: 'is required with the other TLS files' })),
  );
}
