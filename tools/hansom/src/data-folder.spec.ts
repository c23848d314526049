import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensureDataFolder } from './data-folder.ts';

describe('the folder of an installation', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hansom-data-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made, with those above it, and may be there already', () => {
    const data = path.join(folder, 'a/b');

    ensureDataFolder(data);
    ensureDataFolder(data);

    expect(statSync(data).isDirectory()).toBe(true);
  });

  it('is refused by name and cause where a file is', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');

    expect(() => ensureDataFolder(file)).toThrow(
      /^--data .*\/file: cannot keep data there \(EEXIST: .*give another/,
    );
    expect(() => ensureDataFolder(path.join(file, 'a'))).toThrow(/cannot keep data there \(ENOTDIR: /);
  });
});
