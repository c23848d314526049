import { type Way } from '../choice/choose-way.ts';
import { firstThatWorks } from './first-that-works.ts';

const WAYS: Way[] = [{ kind: 'docker', image: 'stone:1' }, { kind: 'process' }];

describe('firstThatWorks', () => {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);

  beforeEach(() => {
    said.length = 0;
  });

  it('goes no further than the first, and says nothing', async () => {
    const tried: string[] = [];

    const got = await firstThatWorks(WAYS, async ({ kind }) => tried.push(kind), say);

    expect([got, tried, said]).toEqual([1, ['docker'], []]);
  });

  it('goes on where one fails, and says why', async () => {
    const go = async ({ kind }: Way): Promise<string> => {
      if (kind === 'docker') throw new Error('no such image\nand more of it');
      return kind;
    };

    await expect(firstThatWorks(WAYS, go, say)).resolves.toBe('process');
    expect(said).toEqual(["Docker's stone:1: no such image; trying a process of this machine"]);
  });

  it('fails as the last does', async () => {
    const go = ({ kind }: Way): Promise<never> => Promise.reject(new Error(`not by ${kind}`));

    await expect(firstThatWorks(WAYS, go, say)).rejects.toThrow('not by process');
  });
});
