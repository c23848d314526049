import { readFileSync } from 'node:fs';
import path from 'node:path';

import { type SettingsSchema } from '@hansom/platform-config';
import { readmeProblems } from '@hansom/platform-config/testing';
import { type ContractDefinition, type Endpoint, endpointsOf } from '@hansom/platform-rpc';

import { SETTINGS_PREFIX } from '../inputs.ts';
import { type ConfigSchema, type ServiceDefinition } from '../service.ts';

/** The spec of a service's README, in `test/readme.spec.ts`: it lists the settings, and what each RPC promises. */
export function describeReadme<
  D extends ContractDefinition,
  S extends SettingsSchema,
  C extends ConfigSchema,
>(folder: string, definition: ServiceDefinition<D, S, C>): void {
  describe('the README', () => {
    const readme = readFileSync(path.join(folder, '../README.md'), 'utf8').replace(/ +/g, ' ');

    it('lists the settings', () => {
      expect(readmeProblems(readme, definition.settings, SETTINGS_PREFIX)).toEqual([]);
    });

    for (const { method, promise } of Object.values<Endpoint>(endpointsOf(definition.contract))) {
      it(`says what ${method} promises`, () => {
        expect(readme).toContain(`| ${method} | ${promise.meanMs} ms | ${promise.p95Ms} ms |`);
      });
    }
  });
}
