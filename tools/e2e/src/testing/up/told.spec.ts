import { byMessage, Told } from './told.ts';

function told(...lines: readonly object[]): Told {
  const account = new Told();
  for (const line of lines) account.hear(JSON.stringify(line));
  return account;
}

describe('Told', () => {
  it('knows the newest process of each name, and whether it takes calls', () => {
    const account = told(
      { kind: 'started', name: 'desk-1', pid: 7 },
      { kind: 'serving', name: 'desk-1' },
      { kind: 'started', name: 'hold-1', pid: 8 },
      { kind: 'serving', name: 'hold-1' },
      { kind: 'failed', name: 'desk-1', why: 'SIGKILL' },
      { kind: 'started', name: 'desk-1', pid: 9 },
    );

    expect(account.names).toEqual(['desk-1', 'hold-1']);
    expect(account.pidOf('desk-1')).toBe(9);
    expect([account.serves('desk-1'), account.serves('hold-1')]).toEqual([false, true]);
    expect(account.failures).toEqual(['desk-1: SIGKILL']);
  });

  it('keeps errors, and nothing else, of what is logged', () => {
    const account = told(
      { kind: 'log', of: 'desk', line: { level: 'info', message: 'serving' } },
      { kind: 'log', of: 'desk', line: 'Killed' },
      { kind: 'log', of: 'desk', line: { level: 'error', message: 'it broke', code: 'x' } },
    );

    expect(account.errors).toEqual([
      { of: 'desk', message: 'it broke', text: '{"level":"error","message":"it broke","code":"x"}' },
    ]);
  });

  it('refuses to name a process that never was', () => {
    expect(() => told().pidOf('desk-1')).toThrow('desk-1 was never started');
  });
});

describe('byMessage', () => {
  it('counts by service and message, the most frequent first', () => {
    const errors = ['a', 'b', 'b'].map((message) => ({ of: 'desk', message, text: '' }));

    expect(byMessage(errors)).toEqual(['2 desk: b', '1 desk: a']);
  });
});
