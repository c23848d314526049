import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { findBreakingChanges } from './breaking.mjs';
import { LAMP, lamp, Workspace } from './fixture.ts';

const BREAKS = { problem: expect.stringContaining('this breaks what commit') };

describe('findBreakingChanges', () => {
  let workspace: Workspace;

  beforeEach(() => {
    workspace = new Workspace();
    workspace.write(LAMP, lamp('string id = 1;', 'string street = 2;'));
  });

  afterEach(() => workspace.remove());

  it('compares main with its parent commit', () => {
    workspace.commit();
    workspace.write(LAMP, lamp('string id = 1;'));
    workspace.commit();

    expect(findBreakingChanges(workspace.root)).toEqual(BREAKS);
  });

  it('compares a branch with main where it left it', () => {
    workspace.commit();
    workspace.git('checkout', '--quiet', '-b', 'branch');
    workspace.write(LAMP, lamp('string id = 1;'));
    workspace.commit();
    workspace.commit();

    expect(findBreakingChanges(workspace.root)).toEqual(BREAKS);
  });

  it('sees what is not committed yet', () => {
    workspace.commit();
    workspace.commit();
    workspace.write(LAMP, lamp('int32 id = 1;', 'string street = 2;'));

    expect(findBreakingChanges(workspace.root)).toEqual(BREAKS);
  });

  it.each([
    ['a new field', lamp('string id = 1;', 'string street = 2;', 'string colour = 3;')],
    [
      'a field removed with its number and name reserved',
      lamp('string id = 1;', 'reserved 2;', 'reserved "street";'),
    ],
  ])('allows %s', (_what, text) => {
    workspace.commit();
    workspace.commit();
    workspace.write(LAMP, text);

    expect(findBreakingChanges(workspace.root)).toEqual({});
  });

  it('says why it cannot compare: no git', () => {
    expect(findBreakingChanges(workspace.root)).toEqual({ skipped: 'this is no git clone with a commit' });
  });

  it('says why it cannot compare: one commit', () => {
    workspace.commit();

    expect(findBreakingChanges(workspace.root)).toEqual({ skipped: 'there is no earlier commit' });
  });

  it('says why it cannot compare: no main', () => {
    workspace.commit();
    workspace.git('branch', '--move', 'trunk');

    expect(findBreakingChanges(workspace.root)).toEqual({ skipped: 'the clone has no branch main' });
  });

  it('says why it cannot compare: no contracts then', () => {
    workspace.git('init', '--quiet', '--initial-branch=main');
    workspace.git('commit', '--quiet', '--allow-empty', '--message', 'nothing yet');
    workspace.commit();

    expect(findBreakingChanges(workspace.root)).toEqual({
      skipped: expect.stringMatching(/^commit [0-9a-f]{10} has no contracts$/),
    });
  });

  it('says why it cannot compare: a shallow clone', () => {
    workspace.commit();
    workspace.commit();
    const shallow = join(workspace.root, 'shallow');
    spawnSync('git', ['clone', '--quiet', '--depth', '1', `file://${workspace.root}`, shallow]);

    expect(findBreakingChanges(shallow)).toEqual({ skipped: 'the clone is shallow' });
  });
});
