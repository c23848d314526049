import { buildProgram } from './program.ts';
import { loadService, SERVICES } from './services.ts';

function printed(run: () => void): string {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    run();
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

describe('hansom', () => {
  it('explains each command in its help', () => {
    const help = buildProgram().helpInformation();

    for (const command of [
      'start',
      'call',
      'status',
      'traffic',
      'bus',
      'driver',
      'staff',
      'city',
      'ride',
      'new',
      'completion',
    ])
      expect(help).toContain(command);
  });

  it('completes commands, services and options in bash', () => {
    const script = printed(() => buildProgram().parse(['node', 'hansom', 'completion', 'bash']));

    expect(script).toContain('complete -F _hansom hansom');
    expect(script).toMatch(/call\) words=".*sample-hold.*--deadline-ms/);
    expect(script).toMatch(/new\) words="service endpoint/);
  });
});

describe('the list of services', () => {
  it('is sorted, and every entry is the service of that name', async () => {
    const names = Object.keys(SERVICES);

    expect(names).toEqual([...names].sort());
    for (const name of names) expect((await loadService(name)).name).toBe(name);
  });

  it('tells what there is when asked for something else', () => {
    expect(() => loadService('nope')).toThrow(/no service "nope"; known: .*sample-hold/);
  });
});
