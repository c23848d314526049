import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** In half kilobytes: files that a process writes get no longer than a megabyte. */
const LIMIT = 2_048;

describe('an lmdb store on a full disk', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hansom-lmdb-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('tells what became of each write, keeps what it told of, and goes on', async () => {
    const script = path.join(__dirname, 'filler.ts');
    const node = `"${process.execPath}" --conditions=@hansom/source -r @swc-node/register "${script}" "${folder}"`;
    // A process that is not told by a signal that a file is too long gets an error, as on a full disk.
    const shell = `trap '' XFSZ; ulimit -f ${LIMIT}; exec ${node}`;

    const { stdout } = await promisify(execFile)('sh', ['-c', shell]);

    const { kept, refusals, finding, read, another } = JSON.parse(stdout) as Record<string, unknown>;
    expect(kept).toBeGreaterThan(10);
    expect(read).toBe(kept);
    expect(refusals).toEqual(['store.outcome_unknown']);
    expect(another).toBe('store.outcome_unknown');
    expect(finding).toEqual({
      ok: false,
      message: expect.stringMatching(/^the last write failed: .*too large/),
    });
  }, 60_000);
});
