import { mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { eventually, type FakeEffects, fakeEffects } from '@hansom/platform-context/testing';

import { testCa, type TestCa } from '../testing/index.ts';
import { certificateFiles } from './certificate-files.ts';
import { type Certificates, type CertificateSet } from './certificates.ts';

const EXPIRED = { fromMs: -7_200_000, untilMs: -1000 };

let folder: string;
let ca: TestCa;
let effects: FakeEffects;
let opened: Certificates[];

beforeAll(async () => {
  ca = await testCa();
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-certificates-'));
  effects = fakeEffects();
  opened = [];
});
afterEach(async () => {
  opened.forEach((certificates) => certificates.close());
  await rm(folder, { recursive: true });
});

function aSet(options = {}): Promise<CertificateSet> {
  return ca.certificates({ service: 'desk' }, options).then((certificates) => certificates.current());
}

const paths = (): { ca: string; certificate: string; key: string } => ({
  ca: path.join(folder, 'ca.pem'),
  certificate: path.join(folder, 'tls.pem'),
  key: path.join(folder, 'tls-key.pem'),
});

async function write(set: Partial<CertificateSet>): Promise<void> {
  const to = paths();
  const files = Object.entries(set).map(([name, text]) => writeFile(to[name as keyof CertificateSet], text));
  await Promise.all(files);
}

async function open(): Promise<Certificates & { changes: number }> {
  const certificates = await certificateFiles({ ...paths(), effects });
  opened.push(certificates);
  const counted = Object.assign(certificates, { changes: 0 });
  certificates.watch(() => (counted.changes += 1));
  return counted;
}

/** Until the next look at the files is over: then the one after it has its timer. */
async function look(): Promise<void> {
  await effects.time.advance(5_000);
  await eventually(() => effects.time.waiting > 0);
}

describe('certificateFiles', () => {
  it('takes new files within 5 s, and tells', async () => {
    const [old, fresh] = [await aSet(), await aSet()];
    await write(old);
    const certificates = await open();

    await write(fresh);
    await look();

    expect(certificates.current()).toEqual(fresh);
    expect(certificates.changes).toBe(1);
  });

  it('sees a symbolic link that is swapped', async () => {
    const [old, fresh] = [await aSet(), await aSet()];
    const root = folder;
    folder = path.join(root, 'one');
    await Promise.all(['one', 'two'].map((name) => mkdtempAt(path.join(root, name))));
    await write(old);
    folder = path.join(root, 'two');
    await write(fresh);
    folder = path.join(root, 'now');
    await symlink('one', folder);
    const certificates = await open();

    await symlink('two', path.join(root, 'next'));
    await rename(path.join(root, 'next'), folder);
    await look();
    folder = root;

    expect(certificates.current()).toEqual(fresh);
  });

  it.each<[string, (fresh: CertificateSet) => Promise<Partial<CertificateSet>>]>([
    ['a certificate without its key', async ({ certificate }) => ({ certificate })],
    ['half a certificate', async ({ certificate }) => ({ certificate: certificate.slice(0, 300) })],
    [
      'half a chain',
      async ({ certificate, key }) => ({ certificate: certificate + certificate.slice(0, 300), key }),
    ],
    ['half an authority', async ({ ca: authority }) => ({ ca: authority + authority.slice(0, 300) })],
    ['two authorities on one line', async ({ ca: authority }) => ({ ca: authority.trim() + authority })],
    ['nothing', async () => ({ certificate: '', key: '', ca: '' })],
    ['an expired certificate', () => aSet(EXPIRED)],
  ])('keeps the old set while the files hold %s, and says so once', async (_case, broken) => {
    const [old, fresh] = [await aSet(), await aSet()];
    await write(old);
    const certificates = await open();

    await write(await broken(fresh));
    await look();
    await look();
    const kept = certificates.current();
    await write(fresh);
    await look();

    expect(kept).toEqual(old);
    expect(certificates.current()).toEqual(fresh);
    expect(effects.log.lines.map(({ message }) => message)).toEqual([
      'new certificates cannot be used',
      'certificates replaced',
    ]);
  });

  it('keeps the old set while a file is away', async () => {
    const old = await aSet();
    await write(old);
    const certificates = await open();

    await rm(paths().key);
    await look();

    expect(certificates.current()).toEqual(old);
  });

  it('does not start with a set that cannot be used', async () => {
    await write(await aSet(EXPIRED));

    await expect(open()).rejects.toThrow('expired');
  });

  it('looks no more when it is closed', async () => {
    await write(await aSet());
    const certificates = await open();

    certificates.close();

    expect(effects.time.waiting).toBe(0);
    expect((await stat(folder)).isDirectory() && (await readdir(folder))).toHaveLength(3);
  });
});

async function mkdtempAt(target: string): Promise<void> {
  await rename(await mkdtemp(`${target}-`), target);
}
