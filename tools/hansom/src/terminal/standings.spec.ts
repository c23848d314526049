import { Standings } from './standings.ts';

describe('Standings', () => {
  it('counts how many stand where', () => {
    const standings = new Standings<string>();

    standings.tell('a', 'free');
    standings.tell('b', 'busy');
    standings.tell('c', 'free');
    standings.tell('b', undefined);

    expect([...standings.count()]).toEqual([['free', 2]]);
  });

  it('takes from a list what no event has told of: it may be older than those', () => {
    const standings = new Standings<string>();
    standings.tell('moved', 'busy');
    standings.tell('gone', undefined);

    standings.list([
      ['moved', 'free'],
      ['gone', 'free'],
      ['quiet', 'free'],
      ['none', undefined],
    ]);

    expect([...standings.count()]).toEqual([
      ['busy', 1],
      ['free', 1],
    ]);
  });
});
