import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { eventually, FakeTime } from '@hansom/platform-context/testing';
import { developmentCa } from '@hansom/platform-identity';

import { keepCertificates } from './keep-certificates.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'hansom-certificates-'));
});

afterEach(async () => {
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function keeping() {
  const time = new FakeTime();
  const authority = await developmentCa({ folder });
  const { certificate: file } = await authority.issueToFiles({ service: 'desk' });
  const end = keepCertificates({ authority, timers: time.timers, services: () => ['desk'] });
  const validTo = async (): Promise<number> => Date.parse(new X509Certificate(await readFile(file)).validTo);
  return { time, end, validTo };
}

/** The machine has slept: its clock has gone on, its timers have not. */
function sleep(hours: number): void {
  const now = Date.now() + hours * HOUR_MS;
  jest.spyOn(Date, 'now').mockReturnValue(now);
}

describe('keepCertificates', () => {
  it('replaces what has grown old while the machine slept within a minute of its waking', async () => {
    const { time, end, validTo } = await keeping();
    const before = await validTo();

    sleep(23);
    await time.advance(MINUTE_MS);

    await eventually(async () => (await validTo()) > before);
    await end();
  });

  it('leaves alone what is good', async () => {
    const { time, end, validTo } = await keeping();
    const before = await validTo();

    sleep(15);
    await time.advance(MINUTE_MS);
    await end();

    expect(await validTo()).toBe(before);
  });

  it('leaves no timer', async () => {
    const { time, end } = await keeping();

    await end();

    expect(time.waiting).toBe(0);
  });
});
