import { Watcher } from '@grpc/grpc-js-xds/build/src/xds-client';

import { mendWatchers } from './mend-watchers.ts';

function aWatcher(): { watcher: Watcher<string>; told: string[] } {
  const told: string[] = [];
  const watcher = new Watcher<string>({
    onResourceChanged: () => told.push('changed'),
    onError: () => told.push('error'),
    onResourceDoesNotExist: () => told.push('missing'),
  });
  return { watcher, told };
}

describe('the watchers of grpc-js-xds, mended', () => {
  beforeAll(() => mendWatchers(Watcher));

  it('hear of a resource that does not come, and of it when it comes all the same', () => {
    const { watcher, told } = aWatcher();

    watcher.onResourceDoesNotExist();
    watcher.onGenericResourceChanged({});

    expect(told).toEqual(['missing', 'changed']);
  });

  it('do not lose what they have to the timer of an earlier wish', () => {
    const { watcher, told } = aWatcher();

    watcher.onGenericResourceChanged({});
    watcher.onResourceDoesNotExist();

    expect(told).toEqual(['changed']);
  });

  it('are refused when they are not what was mended', () => {
    const other: unknown = { prototype: {} };

    expect(() => mendWatchers(other as typeof Watcher)).toThrow('another one than was mended');
  });
});
