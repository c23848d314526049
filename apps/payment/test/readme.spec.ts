import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readmeProblems } from '@hansom/platform-config/testing';
import { endpointsOf } from '@hansom/platform-rpc';
import { SETTINGS_PREFIX } from '@hansom/platform-runtime';

import { payment } from '../src/service.ts';

describe('the README', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8').replace(/ +/g, ' ');

  it('lists the settings', () => {
    expect(readmeProblems(readme, payment.settings, SETTINGS_PREFIX)).toEqual([]);
  });

  it.each(Object.values(endpointsOf(payment.contract)))('says what $method promises', (endpoint) => {
    const { method, promise } = endpoint;

    expect(readme).toContain(`| ${method} | ${promise.meanMs} ms | ${promise.p95Ms} ms |`);
  });
});
