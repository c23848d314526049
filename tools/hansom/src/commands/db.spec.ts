import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { keepsOf, type ServiceDefinition } from '@hansom/platform-runtime';

import { SERVICES } from '../services.ts';
import { differenceIn } from './db.ts';

const APPS = path.join(__dirname, '../../../../apps');

function filesOf(service: string): { name: string; text: string }[] {
  const folder = path.join(APPS, service, 'migrations');
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
}

describe('the migrations of every service', () => {
  let services: ServiceDefinition[];
  beforeAll(async () => {
    const all = await Promise.all(Object.values(SERVICES).map((load) => load()));
    services = all.filter((service) => keepsOf(service).definitions.length > 0);
  });

  it('together give exactly what its definitions say', () => {
    const differences = services.map((service) => ({ service: service.name, ...differenceIn(service) }));

    const nothing = { statements: [], impossible: [] };
    expect(differences).toEqual(services.map(({ name }) => ({ service: name, ...nothing })));
  });

  it('are its files in their order, numbered from 1', () => {
    for (const { name, keeps } of services) {
      const files = filesOf(name);

      expect(files.map(({ text }) => text)).toEqual(keeps?.migrations);
      expect(files.map((file) => Number(/^(\d{4})_[a-z0-9_]+\.cql$/.exec(file.name)?.[1]))).toEqual(
        files.map((_, index) => index + 1),
      );
    }
  });
});
