import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { build } from 'esbuild';

import { grpcJsXds } from '../../scripts/esbuild-plugin.mjs';
import { echoInstance } from '../testing/echo-instance.ts';
import { fakeTraffic } from '../testing/fake-traffic.ts';
import { aSnapshot } from '../testing/instances.ts';
import { realEffects } from '../testing/real-effects.ts';

describe('a bundle', () => {
  it('joins a mesh with nothing installed beside it, and calls, also while the control plane is away', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'mesh-bundle-'));
    const effects = realEffects();
    const [traffic, echo] = [await fakeTraffic(effects), await echoInstance(effects)];
    traffic.tell(aSnapshot([echo]));
    const outfile = path.join(folder, 'client.cjs');
    await build({
      entryPoints: [path.join(__dirname, '../testing/bundled-client.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      conditions: ['@hansom/source'],
      plugins: [grpcJsXds],
    });

    const run = () =>
      promisify(execFile)(process.execPath, [outfile, traffic.address, folder], { cwd: folder });

    const joined = await run();
    await traffic.close();
    const alone = await run();

    await Promise.all([echo.close(), rm(folder, { recursive: true })]);
    expect([joined, alone]).toEqual(Array(2).fill({ stdout: 'i1\n', stderr: '' }));
  }, 60_000);
});
