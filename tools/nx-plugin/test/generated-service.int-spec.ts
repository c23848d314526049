import { type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import { freePort } from '@hansom/platform-runtime/testing';

import { type InstalledCopy, installedCopy } from '../testing/installed-copy.ts';
import { whenPrinted } from '../testing/when-printed.ts';

jest.setTimeout(120_000);

const SERVICE = ['new', 'service', 'lost-property', '--description=Finds again what riders left in cabs.'];
const ENDPOINT = ['new', 'endpoint', 'lost-property', 'Report'];

/** A spec of another service, which calls the generated one as any service does. */
const NEIGHBOUR = `
import { defineService } from '@hansom/platform-runtime';
import { bootServices } from '@hansom/platform-runtime/testing';
import { LostPropertyServiceDefinition } from '@hansom/proto-lost-property';
import { SampleDeskServiceDefinition } from '@hansom/proto-sample-desk';
import { loadService } from '../src/services.ts';

it('is answered', async () => {
  const desk = await loadService('sample-desk');
  const neighbour = defineService({
    ...desk,
    contract: SampleDeskServiceDefinition,
    compose: (host) => {
      const lostProperty = host.client(LostPropertyServiceDefinition);
      const checkIn = async ({ guestId }, call) => {
        const { message } = await lostProperty.ping({ message: guestId }, call);
        return { held: { holdId: '', placeId: message, guestId, confirmed: false } };
      };
      return { handlers: { checkIn, look: () => ({ held: [], goneHoldIds: [] }) } };
    },
  });
  const running = await bootServices([await loadService('lost-property'), neighbour]);
  const request = { commandKey: 'k1', guestId: 'anna', placeIds: [] };
  const { held } = await running.client(SampleDeskServiceDefinition).checkIn(request, running.call());
  await running.close();
  expect(held?.placeId).toBe('anna');
});
`;

describe('a generated service, untouched', () => {
  let workspace: InstalledCopy;
  let host: ChildProcess | undefined;
  /** What the generators said. */
  let told: { service: string; endpoint: string };

  beforeAll(async () => {
    workspace = installedCopy(join(__dirname, '../../..'), {
      HANSOM_TRAFFIC: `127.0.0.1:${await freePort()}`,
    });
    told = {
      service: workspace.node('hansom', ...SERVICE),
      endpoint: workspace.node('hansom', ...ENDPOINT),
    };
    workspace.commitAll();
  });

  afterEach(() => {
    workspace.git('clean', '--quiet', '--force', 'tools/hansom');
  });

  afterAll(() => {
    host?.kill('SIGKILL');
    workspace.remove();
  });

  function installed(program: string, ...args: string[]): string {
    return workspace.node(`node_modules/${program}`, ...args);
  }

  it('is formatted and lints', () => {
    const generated = workspace.git('diff', '--name-only', 'HEAD~1').split('\n').filter(Boolean);

    installed('prettier/bin/prettier.cjs', '--check', '--ignore-unknown', ...generated);
    installed('eslint/bin/eslint.js', '--max-warnings=0', 'apps/lost-property', 'tools/hansom/src');
  });

  it('type-checks, and its contract, library, references and bundle are sound', () => {
    installed('typescript/bin/tsc', '--build', 'apps/lost-property');
    workspace.node('tools/workspace/verify.mjs', 'references', 'proto');
    workspace.node('tools/workspace/bundle.mjs', 'apps/lost-property');
  });

  it('passes its own specs and those of contracts, and answers another service', () => {
    workspace.write('tools/hansom/test/neighbour.spec.ts', NEIGHBOUR);
    const projects = ['apps/lost-property', 'libs/testing/contracts', 'tools/hansom'];

    installed(
      'jest/bin/jest.js',
      '--selectProjects',
      ...projects,
      '--testPathPatterns',
      'lost-property|contracts|neighbour',
    );
  });

  it('is answered for on the command line', async () => {
    host = workspace.start('hansom', 'start', 'lost-property', '--store=memory');
    await whenPrinted(host, 'Ctrl-C');

    const answer = workspace.node('hansom', 'call', 'lost-property/Ping', '{"message": "hello"}');

    expect(JSON.parse(answer)).toMatchObject({ message: 'hello' });
  });

  it('comes with what to do next', () => {
    expect(told.service).toContain('Next:\n  ./hansom start lost-property\n');
    expect(told.endpoint).toContain('npm test -- lost-property');
  });

  it('is the same after its generator ran again', () => {
    workspace.node('hansom', ...SERVICE);

    expect(workspace.git('status', '--porcelain')).toBe('');
  });

  it('is told of by a dry run, which writes nothing', () => {
    const plan = workspace.node('hansom', 'new', 'service', 'night-bus', '--dry-run');

    expect(plan).toContain('CREATE apps/night-bus/src/service.ts');
    expect(plan).toContain('UPDATE tools/hansom/src/services.ts');
    expect(workspace.git('status', '--porcelain')).toBe('');
  });

  it('is refused under a bad name, with the rule, and nothing is written', () => {
    expect(() => workspace.node('hansom', 'new', 'service', 'LostProperty')).toThrow(/name is kebab-case/);
    expect(workspace.git('status', '--porcelain')).toBe('');
  });
});
