import fc from 'fast-check';
import { z } from 'zod';

import { ConfigError, type Problem } from './problem.ts';
import { duration, readSettings } from './settings.ts';
import { type SettingsSchema } from './settings-fields.ts';

const Schema = z.object({
  port: z.number().int().min(0).max(65_535).default(0),
  drainMs: duration().default(10_000),
  ratio: z.number().optional(),
  verbose: z.boolean().default(false),
  level: z.enum(['info', 'debug']).default('info'),
  peers: z.array(z.string()).default([]),
  ports: z.array(z.number()).default([]),
  tlsCert: z.string().optional(),
});
const PREFIX = { prefix: 'HANSOM_' };

function problemsOf(env: Record<string, string>, schema: SettingsSchema = Schema): readonly Problem[] {
  try {
    readSettings(schema, env, PREFIX);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readSettings', () => {
  it('takes the defaults for what the environment does not say', () => {
    expect(readSettings(Schema, { PATH: '/bin', HANSOM_TLS_CERT: '' }, PREFIX)).toEqual({
      port: 0,
      drainMs: 10_000,
      verbose: false,
      level: 'info',
      peers: [],
      ports: [],
    });
  });

  it('reads numbers, booleans, choices, lists and durations', () => {
    const env = {
      HANSOM_PORT: '8080',
      HANSOM_DRAIN_MS: '15s',
      HANSOM_RATIO: '-0.25',
      HANSOM_VERBOSE: 'true',
      HANSOM_LEVEL: 'debug',
      HANSOM_PEERS: 'a:1, b:2',
      HANSOM_PORTS: '1,2',
      HANSOM_TLS_CERT: '/run/tls.crt',
    };

    expect(readSettings(Schema, env, PREFIX)).toEqual({
      port: 8080,
      drainMs: 15_000,
      ratio: -0.25,
      verbose: true,
      level: 'debug',
      peers: ['a:1', 'b:2'],
      ports: [1, 2],
      tlsCert: '/run/tls.crt',
    });
  });

  it('reads a duration without a unit as milliseconds, and false as false', () => {
    const settings = readSettings(
      z.object({ drainMs: duration(), verbose: z.boolean().default(true) }),
      { HANSOM_DRAIN_MS: '250', HANSOM_VERBOSE: 'false' },
      PREFIX,
    );

    expect(settings).toEqual({ drainMs: 250, verbose: false });
  });

  it('is frozen', () => {
    const settings = readSettings(Schema, { HANSOM_PEERS: 'a' }, PREFIX);

    expect([settings, settings.peers].every(Object.isFrozen)).toBe(true);
  });

  it('lists all that is wrong under the names of variables', () => {
    const schema = Schema.extend({ region: z.string() });
    const env = {
      HANSOM_PORT: '70000',
      HANSOM_DRAIN_MS: 'soon',
      HANSOM_RATIO: '1e3',
      HANSOM_VERBOSE: 'yes',
      HANSOM_LEVEL: 'loud',
      HANSOM_PORTS: '1,x',
      HANSOM_PROT: '1',
    };

    expect(problemsOf(env, schema)).toEqual([
      { path: 'HANSOM_PORT', rule: 'Too big: expected number to be <=65535' },
      {
        path: 'HANSOM_DRAIN_MS',
        rule: 'expected whole milliseconds or a duration such as 250ms, 15s, 5m, 12h, 30d',
      },
      { path: 'HANSOM_RATIO', rule: 'expected number, received string' },
      { path: 'HANSOM_VERBOSE', rule: 'expected boolean, received string' },
      { path: 'HANSOM_LEVEL', rule: 'Invalid option: expected one of "info"|"debug"' },
      { path: 'HANSOM_PORTS[1]', rule: 'expected number, received string' },
      { path: 'HANSOM_REGION', rule: 'is required' },
      { path: 'HANSOM_PROT', rule: 'is not a setting: did you mean HANSOM_PORT?' },
    ]);
  });

  it.each(['-1', '1.5', '1.5s', '-5s'])('refuses the duration %j', (text) => {
    expect(problemsOf({ HANSOM_DRAIN_MS: text })).toHaveLength(1);
  });

  it('never repeats a value, which may be a secret', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{12}$/), (secret) => {
        const env = { HANSOM_PORT: secret, HANSOM_LEVEL: secret, HANSOM_PORTS: secret, HANSOM_NOPE: secret };

        expect(problemsOf(env)).toHaveLength(4);
        expect(JSON.stringify(problemsOf(env))).not.toContain(secret);
      }),
    );
  });

  it('refuses a name with the prefix that nobody reads, unless it is said to be known', () => {
    expect(problemsOf({ HANSOM_FLEET_SIZE: '1' })).toEqual([
      { path: 'HANSOM_FLEET_SIZE', rule: 'is not a setting' },
    ]);
    expect(problemsOf({ OTHER_PORT: '1', HANSOM: '1' })).toEqual([]);

    const settings = readSettings(Schema, { HANSOM_DATA: '/d' }, { ...PREFIX, alsoKnown: ['HANSOM_DATA'] });

    expect(settings.port).toBe(0);
  });

  it('reads back every whole number that is written', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (ratio) => {
        expect(readSettings(Schema, { HANSOM_RATIO: String(ratio) }, PREFIX).ratio).toBe(ratio);
      }),
    );
  });

  it.each([
    [z.object({ tls_cert: z.string() }), 'the setting "tls_cert" is not in camelCase'],
    [z.object({ Port: z.string() }), 'the setting "Port" is not in camelCase'],
    [z.object({ limits: z.object({}) }), 'no variable can write the setting limits: it is of type object'],
  ])('refuses a schema that no environment can meet', (schema, message) => {
    expect(() => readSettings(schema, {}, PREFIX)).toThrow(new TypeError(message));
  });
});
