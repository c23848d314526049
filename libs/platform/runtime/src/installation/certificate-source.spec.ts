import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { fakeEffects } from '@hansom/platform-context/testing';
import { developmentCa } from '@hansom/platform-identity';

import { platformSettings } from '../settings.ts';
import { certificateSource } from './certificate-source.ts';

let data: string;

beforeEach(async () => {
  data = await mkdtemp(path.join(os.tmpdir(), 'hansom-certificates-'));
});

afterEach(() => rm(data, { recursive: true, force: true }));

describe('certificateSource', () => {
  it('takes the files that the settings name', async () => {
    const files = await (await developmentCa({ folder: data })).issueToFiles({ service: 'echo' });
    const settings = platformSettings.parse({
      tlsCa: files.ca,
      tlsCert: files.certificate,
      tlsKey: files.key,
    });

    const certificates = await certificateSource(settings, fakeEffects())({ service: 'echo' });

    expect(certificates.current().certificate).toContain('BEGIN CERTIFICATE');
    certificates.close();
  });

  it('issues its own where none are named: one authority, one certificate each', async () => {
    const source = certificateSource(platformSettings.parse({ data }), fakeEffects());

    const [one, other] = await Promise.all([source({ service: 'one' }), source({ service: 'other' })]);

    expect(one.current().ca).toBe(other.current().ca);
    expect(one.current().certificate).not.toBe(other.current().certificate);
    one.close();
    other.close();
  });

  it('names the files that are missing beside those that are given', () => {
    const settings = platformSettings.parse({ data, tlsCert: 'cert.pem' });

    expect(() => certificateSource(settings, fakeEffects())).toThrow(
      'HANSOM_TLS_CA: is required with the other TLS files\nHANSOM_TLS_KEY: is required with the other TLS files',
    );
  });
});
