import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type LockedPackage, findStaleness } from './staleness.mjs';

const LOCKED = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };

describe('findStaleness', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hansom-staleness-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function given(locked: Record<string, LockedPackage>, installed: Record<string, LockedPackage>): void {
    for (const path of Object.keys(installed)) mkdirSync(join(root, path), { recursive: true });
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    const own = { version: '0.0.0' };
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': own, ...locked } }));
    writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
  }

  it('is silent when everything locked is there', () => {
    given(LOCKED, LOCKED);

    expect(findStaleness(root)).toBeUndefined();
  });

  it('tells that nothing is installed', () => {
    expect(findStaleness(root)).toBe('nothing is installed yet');
  });

  it.each(['', '{"packages":{'])('tells that an installation did not end (%j)', (list) => {
    given(LOCKED, LOCKED);
    writeFileSync(join(root, 'node_modules/.package-lock.json'), list);

    expect(findStaleness(root)).toBe('an earlier installation was cut short');
  });

  it('tells that an installation did not even come to its list', () => {
    given(LOCKED, LOCKED);
    rmSync(join(root, 'node_modules/.package-lock.json'));

    expect(findStaleness(root)).toBe('an earlier installation was cut short');
  });

  it('tells what is missing, unless it is optional', () => {
    given({ ...LOCKED, 'node_modules/b-win32': { version: '1.0.0', optional: true } }, LOCKED);
    expect(findStaleness(root)).toBeUndefined();

    given({ ...LOCKED, 'node_modules/b': { version: '1.0.0' } }, LOCKED);
    expect(findStaleness(root)).toBe('node_modules/b is missing');
  });

  it('tells what has another version', () => {
    given(LOCKED, { 'node_modules/a': { version: '1.0.1' } });

    expect(findStaleness(root)).toBe('node_modules/a is 1.0.1, the lock file says 1.0.0');
  });

  it.each([
    ['bytes', { version: '1.0.0', integrity: 'sha512-b' }],
    ['kind', { version: '1.0.0', link: true }],
  ])('tells what has the same version but other %s', (_what, found) => {
    given(LOCKED, { 'node_modules/a': found });

    expect(findStaleness(root)).toBe('node_modules/a is not what the lock file says');
  });

  it('tells what is left over, unless a person put it there', () => {
    given(LOCKED, { ...LOCKED, 'node_modules/c': { version: '1.0.0', extraneous: true } });
    expect(findStaleness(root)).toBeUndefined();

    given(LOCKED, { ...LOCKED, 'node_modules/c': { version: '1.0.0' } });
    expect(findStaleness(root)).toBe('node_modules/c is no longer in the lock file');
  });

  it.each([{ os: ['nowhere'] }, { cpu: ['abacus'] }, { os: [`!${process.platform}`] }])(
    'tells that it was copied from another platform: %j',
    (platform) => {
      const entry = { version: '1.0.0', optional: true, ...platform };
      given({ 'node_modules/a': entry }, { 'node_modules/a': entry });

      expect(findStaleness(root)).toBe('node_modules/a was installed for another platform');
    },
  );

  it('tells that a folder was deleted', () => {
    given(LOCKED, LOCKED);
    rmSync(join(root, 'node_modules/a'), { recursive: true });

    expect(findStaleness(root)).toBe('node_modules/a was deleted');
  });
});
