import { Spans } from './spans.ts';

describe('Spans', () => {
  it('tells the mean, and what 95 % are not longer than', () => {
    const spans = new Spans(100);
    for (let span = 100; span >= 1; span -= 1) spans.add(span);

    expect(spans.summary()).toEqual({ mean: 50.5, p95: 95, of: 100 });
  });

  it('tells nothing of none', () => {
    expect(new Spans(3).summary()).toBeUndefined();
  });

  it('keeps the latest, as many as it may', () => {
    const spans = new Spans(2);

    for (const span of [900, 10, 20]) spans.add(span);

    expect(spans.summary()).toEqual({ mean: 15, p95: 20, of: 2 });
  });
});
