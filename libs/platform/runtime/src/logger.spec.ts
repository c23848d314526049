import { createLogger } from './logger.ts';

const identity = {
  name: 'geosearch',
  description: 'Finds.',
  version: '20260105080000',
  source: 'apps/geosearch',
  owner: { team: 'Geo', contact: 'geo@hansom.example' },
};

function capture(level: 'info' | 'warn' = 'info') {
  const lines: Record<string, unknown>[] = [];
  const destination = {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  };
  return { lines, log: createLogger(identity, { level, destination }) };
}

describe('createLogger', () => {
  it('writes one JSON object a line with the service, its version and the fields', () => {
    const { lines, log } = capture();

    log.with({ city: 'got' }).info('city loaded', { drivers: 3 });

    expect(lines).toMatchObject([
      {
        level: 'info',
        service: 'geosearch',
        version: '20260105080000',
        message: 'city loaded',
        city: 'got',
        drivers: 3,
      },
    ]);
    expect(lines[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('keeps quiet below its level', () => {
    const { lines, log } = capture('warn');

    log.info('city loaded');

    expect(lines).toEqual([]);
  });

  it('writes an error with its message and its causes', () => {
    const { lines, log } = capture();

    log.error('loading failed', { error: new Error('outer', { cause: new Error('inner') }) });

    expect(lines[0]?.['error']).toMatchObject({ message: 'outer', cause: { message: 'inner' } });
  });
});
