import { inWords, lastComplaint } from './log-line.ts';

const LINE = {
  ...{ level: 'warn', time: '2026-01-05T08:00:01.250Z', service: 'booking', version: '1', message: 'late' },
  ...{ byMs: 12 },
};

describe('inWords', () => {
  it('tells time, level, message and facts', () => {
    expect(inWords(JSON.stringify(LINE))).toBe('08:00:01.250 warn  late byMs=12');
  });

  it('tells what an error says, without its stack', () => {
    const error = { type: 'Error', message: 'no seat', stack: 'Error: no seat\n at x' };

    expect(inWords(JSON.stringify({ ...LINE, error }))).toBe('08:00:01.250 warn  late byMs=12 no seat');
  });

  it.each(['Segmentation fault', '{"level":"inf', ''])('leaves what is no line of ours: %j', (line) => {
    expect(inWords(line)).toBe(line);
  });
});

describe('lastComplaint', () => {
  it('is why a service cannot run', () => {
    expect(lastComplaint('{"level":"info"}\nbooking cannot run:\n  HANSOM_SPEED: must be a number\n')).toBe(
      'HANSOM_SPEED: must be a number',
    );
  });

  it('is that without the stack of an error', () => {
    expect(lastComplaint('booking cannot run:\n  Error: no port\n      at listen (node:net)\n')).toBe(
      'Error: no port',
    );
  });

  it('is its last error otherwise', () => {
    const lines = ['first', 'second'].map((message) =>
      JSON.stringify({ level: 'error', message, error: { message: `of ${message}` } }),
    );

    expect(lastComplaint(`${lines.join('\n')}\n{"level":"info","message":"stopping"}\n`)).toBe(
      'second: of second',
    );
  });

  it('is nothing when nothing was said', () => {
    expect(lastComplaint('')).toBe('');
    expect(lastComplaint('{"level":"info","message":"serving"}\n')).toBe('');
  });
});
