import { eventually } from './eventually.ts';
import { settle } from './fake-time.ts';

const TINY_MS = 25;

/** Gives these in turn, an error by throwing it. */
function answering(...answers: unknown[]): () => unknown {
  return () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

describe('eventually', () => {
  it.each([[true], [0], [''], [null], ['answer']])(
    'gives %p, which is neither undefined nor false',
    async (one) => {
      await expect(eventually(answering(undefined, false, one, 'later'))).resolves.toBe(one);
    },
  );

  it('asks once where it is so already', async () => {
    const ask = jest.fn(() => true);

    await eventually(ask);

    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('waits for an answer before it asks again', async () => {
    let [open, mostOpen, asked] = [0, 0, 0];

    await eventually(async () => {
      mostOpen = Math.max(mostOpen, ++open);
      await settle();
      open--;
      return ++asked === 3;
    });

    expect([asked, mostOpen]).toEqual([3, 1]);
  });

  it('rejects with what was waited for when patience is over', async () => {
    const patience = { patienceMs: TINY_MS };

    await expect(eventually(() => false, { ...patience, what: 'a ride' })).rejects.toThrow(
      /^did not come true within 25 ms: a ride$/,
    );
    await expect(eventually(() => 1 > 2, patience)).rejects.toThrow(/1 > 2$/);
  });

  it('rejects with an error at once', async () => {
    const broken = new Error('broken');

    await expect(eventually(answering(broken, true))).rejects.toBe(broken);
  });

  it('asks again after an error that is passing, and after no other', async () => {
    const [late, broken] = [new Error('late'), new Error('broken')];
    const passing = (error: unknown): boolean => error === late;

    await expect(eventually(answering(late, false, late, 'answer'), { passing })).resolves.toBe('answer');
    await expect(eventually(answering(late, broken, 'answer'), { passing })).rejects.toBe(broken);
  });

  it('tells of the passing error when patience is over', async () => {
    const late = new Error('late');
    const asked = eventually(() => Promise.reject(late), { patienceMs: TINY_MS, passing: () => true });

    await expect(asked).rejects.toMatchObject({
      message: expect.stringMatching('within 25 ms'),
      cause: late,
    });
  });
});
