import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { fakeEffects } from '@hansom/platform-context/testing';

import { issue } from './authority.ts';
import { developmentCa } from './development-ca.ts';
import { renewing } from './renewing.ts';

let root: string;
let folder: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'hansom-ca-'));
  folder = path.join(root, 'certificates');
});
afterEach(() => rm(root, { recursive: true }));

const desk = { service: 'desk' };

describe('developmentCa', () => {
  it('is the same for all who make it at once, and afterwards', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => developmentCa({ folder })));

    const sets = await Promise.all([...all, await developmentCa({ folder })].map((ca) => ca.issue(desk)));

    const authority = new X509Certificate(await readFile(path.join(folder, 'ca.pem')));
    expect(new Set(sets.map((set) => set.ca)).size).toBe(1);
    expect(sets.every((set) => new X509Certificate(set.certificate).verify(authority.publicKey))).toBe(true);
    expect((await readdir(folder)).sort()).toEqual(['ca-key.pem', 'ca.pem']);
  });

  it('keeps its folder and its keys to itself', async () => {
    const ca = await developmentCa({ folder });
    const { key } = await ca.issueToFiles({ operator: 'anna' });

    const modes = await Promise.all(
      [folder, path.join(folder, 'ca-key.pem'), key].map(async (file) => (await stat(file)).mode & 0o777),
    );

    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  it('issues for a day, for both sides of TLS, with the one name', async () => {
    const ca = await developmentCa({ folder, trustDomain: 'spec.local' });

    const certificate = new X509Certificate((await ca.issue(desk)).certificate);

    const days = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000;
    expect(certificate.subjectAltName).toBe('URI:spiffe://spec.local/service/desk');
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2']);
    expect(certificate.ca).toBe(false);
    expect(days).toBeCloseTo(1, 2);
  });

  it('makes a lost certificate of its own again from its key', async () => {
    const before = await (await developmentCa({ folder })).issue(desk);
    await rm(path.join(folder, 'ca.pem'));

    const { ca } = await (await developmentCa({ folder })).issue(desk);

    expect(new X509Certificate(before.certificate).verify(new X509Certificate(ca).publicKey)).toBe(true);
  });

  it('does not start with a key that is not its own', async () => {
    await developmentCa({ folder });
    await rm(path.join(folder, 'ca-key.pem'));

    await expect(developmentCa({ folder })).rejects.toThrow('the key is not that of the certificate');
  });

  it('leaves files that are good, and replaces those that are not', async () => {
    const ca = await developmentCa({ folder });
    const first = await ca.issueToFiles({ operator: 'anna' });
    const read = (): Promise<string> => readFile(first.certificate, 'utf8');
    const original = await read();

    await ca.issueToFiles({ operator: 'anna' });
    const kept = await read();
    await ca.issueToFiles({ operator: 'berta' });
    const anothers = await read();
    await writeFile(first.key, '');
    await ca.issueToFiles({ operator: 'berta' });

    expect(path.basename(first.certificate)).toBe('operator.pem');
    expect(kept).toBe(original);
    expect(new X509Certificate(anothers).subjectAltName).toContain('/operator/berta');
    expect(await read()).not.toBe(anothers);
  });

  it('replaces files when two thirds of their day are over', async () => {
    const ca = await developmentCa({ folder });
    const paths = await ca.issueToFiles(desk);
    const old = await shortLived(8 * 3_600_000 - 60_000);
    await Promise.all([writeFile(paths.certificate, old.certificate), writeFile(paths.key, old.key)]);

    await ca.issueToFiles(desk);

    expect(await readFile(paths.certificate, 'utf8')).not.toBe(old.certificate);
  });
});

/** By the authority of the folder, for `leftMs` from now. */
async function shortLived(leftMs: number, sinceMs = 0) {
  const [certificate, key] = await Promise.all(
    ['ca.pem', 'ca-key.pem'].map((name) => readFile(path.join(folder, name), 'utf8')),
  );
  const [from, until] = [Date.now() - sinceMs, Date.now() + leftMs];
  return issue(
    { certificate: certificate!, key: key! },
    { subject: desk, trustDomain: 'hansom.local', from, until },
  );
}

describe('renewing', () => {
  it('renews when two thirds of a life are over, and not before', async () => {
    await developmentCa({ folder });
    const [young, old] = [await shortLived(3_600_000, 1_800_000), await shortLived(3_600_000, 7_300_000)];
    const effects = fakeEffects();
    const given = [old, young];
    let changes = 0;
    const certificates = await renewing(async () => given.shift() ?? young, effects);
    certificates.watch(() => (changes += 1));

    await effects.time.advance(600_000);
    certificates.close();

    expect(certificates.current()).toBe(young);
    expect(changes).toBe(1);
    expect(given).toHaveLength(0);
  });

  it('tries again every minute', async () => {
    await developmentCa({ folder });
    const old = await shortLived(3_600_000, 7_300_000);
    const effects = fakeEffects();
    let asked = 0;
    const certificates = await renewing(async () => {
      if (asked++ > 0) throw new Error('no');
      return old;
    }, effects);

    await effects.time.advance(120_000);
    certificates.close();

    expect(certificates.current()).toBe(old);
    expect(effects.log.lines).toHaveLength(2);
    expect(effects.time.waiting).toBe(0);
  });
});
