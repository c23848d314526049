import { readFileSync } from 'node:fs';
import path from 'node:path';

import { readmeProblems } from '@hansom/platform-config/testing';

import { SETTINGS_PREFIX } from './inputs.ts';
import { platformSettings } from './settings.ts';

describe('the README', () => {
  it('lists the settings', () => {
    const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');

    expect(readmeProblems(readme, platformSettings, SETTINGS_PREFIX)).toEqual([]);
  });
});
