import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { COMPOSE, composeFile, services } from './compose.mjs';

const ROOT = path.resolve(__dirname, '../..');

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

function dockerfileOf(name: string): string {
  return read(`apps/${name}/Dockerfile`);
}

describe('the containers', () => {
  it('are those of the services that there are: node tools/workspace/compose.mjs', () => {
    expect(read(COMPOSE)).toBe(composeFile());
  });

  it('are every service and its stores, each from its image', () => {
    const inFile = [
      ...composeFile().matchAll(/^ {2}([a-z-]+):\n {4}(?:<<: \*service\n {4})?image: (\S+)$/gm),
    ];
    const images = Object.fromEntries(inFile.map(([, name, image]) => [name, image]));

    expect(images).toEqual({
      cassandra: 'cassandra:5.0',
      redis: 'redis:7',
      ...Object.fromEntries(services().map((name) => [name, `hansom/${name}`])),
    });
  });

  it('may write nowhere but to their volumes and to memory, and may do nothing that is not needed', () => {
    const shape = composeFile().slice(0, composeFile().indexOf('services:'));

    for (const line of ['read_only: true', 'tmpfs: [/tmp]', 'cap_drop: [ALL]', 'no-new-privileges:true'])
      expect(shape).toContain(line);
  });

  it('find traffic at the address that it has', () => {
    const [, address] = /HANSOM_TRAFFIC: ([\d.]+):9000/.exec(composeFile()) ?? [];

    expect(composeFile()).toContain(`ipv4_address: ${address}`);
  });
});

describe('the Dockerfiles', () => {
  it('are all of one shape', () => {
    const template = read('tools/nx-plugin/src/generators/service/files/app/Dockerfile.template');

    const other = services().filter(
      (name) => dockerfileOf(name) !== template.replaceAll('<%- name %>', name),
    );

    expect(other).toEqual([]);
  });

  it('run the bundle as nobody, say whether it is well, and put all that is written in one place', () => {
    const text = dockerfileOf('booking');

    expect(text).toMatch(/^ARG BARE=gcr\.io\/distroless\/nodejs22-debian12:nonroot$/m);
    for (const line of ['FROM ${BARE}', 'USER nonroot', 'VOLUME /data', 'CMD ["main.cjs"]', 'HEALTHCHECK'])
      expect(text).toContain(line);
    expect(text).toContain('COPY dist/apps/booking/ ./');
  });

  it('run the CLI as nobody, with what it is told to do', () => {
    const text = read('tools/hansom/Dockerfile');

    for (const line of ['FROM ${BARE}', 'USER nonroot', 'ENTRYPOINT ["/nodejs/bin/node", "main.cjs"]'])
      expect(text).toContain(line);
    expect(text).toContain('COPY dist/tools/hansom/ ./');
  });

  it.each(['apps/booking', 'tools/hansom'])(
    'install native code in the versions of the workspace: %s',
    (project) => {
      const { devDependencies } = JSON.parse(read('package.json')) as {
        devDependencies: Record<string, string>;
      };
      const installed = [...read(`${project}/Dockerfile`).matchAll(/([@\w/-]+)@(\d[\w.]*)/g)];

      expect(installed.map(([, name = '', version]) => [name, version])).toEqual(
        ['lmdb', '@node-rs/argon2'].map((name) => [name, devDependencies[name]]),
      );
    },
  );

  it('get nothing but bundles and configuration', () => {
    const [first, ...allowed] = read('.dockerignore')
      .split('\n')
      .filter((line) => !line.startsWith('#') && line);

    expect(first).toBe('*');
    expect(allowed.filter((line) => line.startsWith('!'))).toEqual([
      '!dist/apps',
      '!dist/tools',
      '!deploy/config',
    ]);
    expect(existsSync(path.join(ROOT, 'deploy/config/base.json'))).toBe(true);
  });
});
