import { type Change } from '../config.ts';
import { staticConfig } from './static-config.ts';

describe('staticConfig', () => {
  it('is what the spec says, in every city', () => {
    const config = staticConfig({ ttlMs: 15 });

    expect([config.current, config.city('got')]).toEqual([{ ttlMs: 15 }, { ttlMs: 15 }]);
    expect(config.explain()).toEqual([]);
  });

  it('changes when the spec says so, and tells', () => {
    const config = staticConfig({ ttlMs: 15 });
    const changes: Change<{ ttlMs: number }>[] = [];
    const stop = config.onChange((change) => changes.push(change));

    config.set({ ttlMs: 20 });
    config.set({ ttlMs: 12 }, 'got');
    stop();
    config.set({ ttlMs: 30 });

    expect([config.current.ttlMs, config.city('got').ttlMs, config.city('lon').ttlMs]).toEqual([30, 12, 30]);
    expect(changes.map(({ city, old, new: next }) => [city, old.ttlMs, next.ttlMs])).toEqual([
      [undefined, 15, 20],
      ['got', 20, 12],
    ]);
  });

  it('tells nobody after it is closed', () => {
    const config = staticConfig(1);
    const heard: number[] = [];
    config.onChange((change) => heard.push(change.new));

    config.close();
    config.set(2);

    expect(heard).toEqual([]);
  });
});
