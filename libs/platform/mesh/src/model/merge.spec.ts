import { anInstance, aSnapshot, someRules } from '../testing/instances.ts';
import { merge } from './merge.ts';

const i1 = anInstance({ instance: 'i1' });
const i2 = anInstance({ instance: 'i2' });

describe('merge', () => {
  it('believes every instance that any replica names', () => {
    const merged = merge([
      { settled: true, snapshot: aSnapshot([i1]) },
      { settled: true, snapshot: aSnapshot([i2]) },
    ]);

    expect(merged.instances).toEqual([i1, i2]);
  });

  it('takes the rules of the highest version, also those of the last set while no replica has settled', () => {
    const [older, newer] = [aSnapshot([], [someRules()], 3), aSnapshot([], [], 4)];

    expect(merge([{ settled: false, snapshot: older }], newer)).toMatchObject({ rulesVersion: 4, rules: [] });
    expect(merge([{ settled: false, snapshot: newer }], older)).toMatchObject({ rulesVersion: 4, rules: [] });
  });

  it('takes the rules of the replica that has read the latest, settled or not', () => {
    const [older, newer] = [aSnapshot([], [someRules()], 3), aSnapshot([], [], 4)];

    const merged = merge([
      { settled: true, snapshot: older },
      { settled: false, snapshot: newer },
    ]);

    expect(merged).toMatchObject({ rulesVersion: 4, rules: [] });
  });

  it('lets the rules of the last set go when a settled replica says that there are none', () => {
    const merged = merge(
      [{ settled: true, snapshot: aSnapshot([], [], 0) }],
      aSnapshot([], [someRules()], 4),
    );

    expect(merged).toMatchObject({ rulesVersion: 0, rules: [] });
  });

  it('takes the rules of a settled replica over others of the same version in the last set', () => {
    const [now, before] = ['now', 'before'].map((service) => aSnapshot([], [someRules({ service })], 1));

    const merged = merge([{ settled: true, snapshot: now! }], before);

    expect(merged.rules).toEqual(now!.rules);
  });

  it('lets an instance of the last set go when a settled replica does not name it', () => {
    const merged = merge([{ settled: true, snapshot: aSnapshot([i2]) }], aSnapshot([i1, i2]));

    expect(merged.instances).toEqual([i2]);
  });

  it('keeps the last set, and adds to it, while no replica has settled', () => {
    const merged = merge([{ settled: false, snapshot: aSnapshot([i2]) }], aSnapshot([i1]));

    expect(merged.instances).toEqual([i1, i2]);
  });

  it('keeps the last set while none is connected', () => {
    expect(merge([], aSnapshot([i1])).instances).toEqual([i1]);
  });

  it('takes an instance as it is now over what it was in the last set', () => {
    const draining = anInstance({ instance: 'i1', state: 'draining' });

    const merged = merge([{ settled: false, snapshot: aSnapshot([i1]) }], aSnapshot([draining]));

    expect(merged.instances).toEqual([i1]);
  });

  it('drains an instance that said goodbye to one replica only so far', () => {
    const draining = anInstance({ instance: 'i1', state: 'draining' });
    const [a, b] = [aSnapshot([i1]), aSnapshot([draining])].map((snapshot) => ({ settled: true, snapshot }));

    expect(merge([a!, b!]).instances).toEqual([draining]);
    expect(merge([b!, a!]).instances).toEqual([draining]);
  });
});
