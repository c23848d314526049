import { z } from 'zod';

import { describeSettings, settingsTable } from './describe-settings.ts';
import { duration } from './settings.ts';
import { readmeProblems } from './testing/index.ts';

const Schema = z.object({
  port: z.number().int().default(0).describe('where it listens'),
  drainMs: duration().default(10_000).describe('how long calls may go on'),
  level: z.enum(['info', 'debug']).default('info').describe('how much it logs'),
  peers: z.array(z.string()).default(['a', 'b']),
  region: z.string().describe('where it runs'),
  tlsCert: z.string().optional().describe('its certificate'),
});

describe('describeSettings', () => {
  it('says what each variable is', () => {
    expect(describeSettings(Schema, 'HANSOM_')).toEqual([
      { name: 'HANSOM_PORT', type: 'integer', default: '0', description: 'where it listens' },
      {
        name: 'HANSOM_DRAIN_MS',
        type: 'duration',
        default: '10000',
        description: 'how long calls may go on',
      },
      { name: 'HANSOM_LEVEL', type: 'info or debug', default: 'info', description: 'how much it logs' },
      { name: 'HANSOM_PEERS', type: 'list of text', default: 'a,b', description: '' },
      { name: 'HANSOM_REGION', type: 'text', default: 'required', description: 'where it runs' },
      { name: 'HANSOM_TLS_CERT', type: 'text', default: '', description: 'its certificate' },
    ]);
  });
});

describe('readmeProblems', () => {
  const table = settingsTable(describeSettings(Schema, 'HANSOM_'));
  const readme = `# A service\n\n${table.replaceAll(' | ', '   |  ')}\n\n| \`find\` | an RPC |\n`;

  it('finds none in a table that is true, however it is spaced', () => {
    expect(readmeProblems(readme, Schema, 'HANSOM_')).toEqual([]);
  });

  it('finds rows that are missing and rows that are not true', () => {
    const wrong = readme.replace('where it runs', 'where it sleeps');

    expect(readmeProblems(wrong, Schema, 'HANSOM_')).toEqual([
      'missing: | `HANSOM_REGION` | text | required | where it runs |',
      'not true: | `HANSOM_REGION` | text | required | where it sleeps |',
    ]);
  });
});

describe('settingsTable', () => {
  it('is a Markdown table', () => {
    expect(
      settingsTable(describeSettings(Schema.pick({ port: true, region: true, tlsCert: true }), 'H_')),
    ).toBe(
      [
        '| variable | type | default | what it does |',
        '| --- | --- | --- | --- |',
        '| `H_PORT` | integer | `0` | where it listens |',
        '| `H_REGION` | text | required | where it runs |',
        '| `H_TLS_CERT` | text |  | its certificate |',
      ].join('\n'),
    );
  });
});
