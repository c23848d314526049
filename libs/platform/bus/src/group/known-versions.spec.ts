import { KnownVersions } from './known-versions.ts';

describe('KnownVersions', () => {
  it('knows nothing of what it was not told', () => {
    expect(new KnownVersions().of('a')).toBe(0);
  });

  it('never goes back', () => {
    const known = new KnownVersions();

    known.note('a', 3);
    known.note('a', 2);

    expect(known.of('a')).toBe(3);
  });

  it('forgets what was noted longest ago', () => {
    const known = new KnownVersions();
    known.note('first', 1);
    known.note('second', 1);
    known.note('first', 2);

    for (let index = 0; index < 9_999; index++) known.note(`other ${index}`, 1);

    expect([known.of('first'), known.of('second'), known.of('other 0')]).toEqual([2, 0, 1]);
  });
});
