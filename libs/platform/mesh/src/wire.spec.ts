import { WatchResponse } from '@hansom/proto-traffic';

import { anInstance, aSnapshot, someRules } from './testing/instances.ts';
import { instanceFromWire, instanceToWire, pageReader, pagesOf, rulesFromWire, rulesToWire } from './wire.ts';

describe('the mesh on the wire', () => {
  it.each([
    anInstance(),
    anInstance({ label: 'blue', healthAddress: '127.0.0.1:2', sharded: true, state: 'draining' }),
  ])('keeps an instance as it is', (instance) => {
    expect(instanceFromWire(instanceToWire(instance))).toEqual(instance);
  });

  it('keeps rules as they are', () => {
    const rules = someRules({
      shares: [{ version: 'v1', share: 1 }],
      labels: [{ label: 'blue', version: 'v2' }],
      faults: [
        { percent: 5, abortCode: 14 },
        { percent: 1, delayMs: 10, header: { name: 'x', value: 'y' } },
      ],
    });

    expect(rulesFromWire(rulesToWire(rules))).toEqual(rules);
  });

  it('keeps a state over its pages, each of which fits a message', () => {
    const name = 'x'.repeat(64);
    const instances = Array.from({ length: 1000 }, (_, i) =>
      anInstance({
        instance: `${i}`.padStart(64, 'i'),
        service: name,
        version: name,
        label: name,
        zone: name,
      }),
    );
    const share = { version: name, share: 1_000_000 };
    const fault = { percent: 1, abortCode: 1, delayMs: 1, header: { name, value: name + name } };
    const rules = Array.from({ length: 100 }, (_, i) =>
      someRules({
        service: `s${i}`,
        shares: Array(16).fill(share),
        labels: Array(16).fill({ label: name, version: name }),
        faults: Array(8).fill(fault),
      }),
    );
    const state = { settled: true, snapshot: aSnapshot(instances, rules, 7) };
    const read = pageReader();

    const pages = pagesOf(state);
    const sizes = pages.map((page) => WatchResponse.encode(page).finish().length);
    const states = pages.map((page) => read(page));

    expect(Math.max(...sizes)).toBeLessThan(256 * 1024);
    expect(states.pop()).toEqual(state);
    expect(states.every((other) => other === undefined)).toBe(true);
  });

  it('has a page also for a mesh of nobody', () => {
    const state = { settled: false, snapshot: aSnapshot([]) };

    expect(pagesOf(state).map(pageReader())).toEqual([state]);
  });

  it('forgets the pages of a state that was not told to its end', () => {
    const read = pageReader();
    const [page] = pagesOf({ settled: true, snapshot: aSnapshot([anInstance()]) });
    read({ ...page!, last: false });

    expect(read(page!)?.snapshot.instances).toHaveLength(1);
  });
});
