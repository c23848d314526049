import { startsConsole } from './page.mjs';

describe('startsConsole', () => {
  it.each(['start', 'up', 'up --json', 'start console', 'start --speed 4 booking console'])(
    'knows that the console is among what `./hansom %s` starts',
    (line) => {
      expect(startsConsole(line.split(' '))).toBe(true);
    },
  );

  it.each(['', 'status', 'call console', 'start booking', 'start --help', 'up -h', 'start console --help'])(
    'knows that it is not among what `./hansom %s` starts',
    (line) => {
      expect(startsConsole(line.split(' '))).toBe(false);
    },
  );
});
