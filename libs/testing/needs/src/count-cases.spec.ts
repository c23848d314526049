import { countCases } from './count-cases.ts';

const never = (): never => {
  throw new Error('nothing of it may run');
};

describe('countCases', () => {
  it('counts cases wherever a suite describes them, and runs none', () => {
    const cases = countCases(() => {
      beforeAll(never);
      afterEach(never);
      it('one', never);
      describe('inner', () => {
        test('two', never);
        it('three', never, 5_000);
      });
    });

    expect(cases).toBe(3);
  });

  it('counts each row of a table as a case', () => {
    const cases = countCases(() => {
      it.each([1, 2, 3])('%i', never);
      describe.each([['a'], ['b']])('%s', (letter) => {
        expect(['a', 'b']).toContain(letter);
        it('inner', never);
      });
    });

    expect(cases).toBe(5);
  });

  it('gives the functions of jest back, also from a suite that throws', () => {
    const real = it;

    expect(() => countCases(never)).toThrow('nothing of it may run');
    expect(it).toBe(real);
  });
});
