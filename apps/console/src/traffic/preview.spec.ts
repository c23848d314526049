import { type MeshInstance } from '@hansom/platform-mesh';

import { type Rules } from '../routes/shapes/traffic.ts';
import { type Proposed, previewOf } from './preview.ts';
import { NO_RULES } from './rules.ts';

function running(version: string, count = 1, over: Partial<MeshInstance> = {}): MeshInstance[] {
  return Array.from({ length: count }, (_, i) => ({
    ...{ service: 'dispatch', instance: `${version}-${i}`, version, zone: 'a', address: '' },
    ...{ sharded: false, state: 'serving' as const, ...over },
  }));
}

const shares = (...pairs: [string, number][]): Rules => ({
  ...NO_RULES,
  shares: pairs.map(([version, share]) => ({ version, share })),
});

function preview(over: Partial<Proposed>) {
  const instances = [...running('A', 2), ...running('B')];
  return previewOf({
    service: 'dispatch',
    before: shares(['A', 1]),
    after: NO_RULES,
    instances,
    callers: [],
    ...over,
  });
}

describe('a preview', () => {
  it('says what each version gets, and what it had', () => {
    const { changes, effects, warnings, versions } = preview({ after: shares(['A', 90], ['B', 10]) });

    expect(changes).toBe(true);
    expect(effects).toEqual([
      'dispatch: version B gets 10 % of calls instead of 0 %, on 1 instance.',
      'dispatch: 2 instances of version A keep 90 % of calls, of 100 %.',
    ]);
    expect(warnings).toEqual([]);
    expect(versions).toEqual([
      { version: 'B', instances: 1, percentNow: 0, percentThen: 10 },
      { version: 'A', instances: 2, percentNow: 100, percentThen: 90 },
    ]);
  });

  it('goes by the number of instances where there are no shares', () => {
    const { versions } = preview({ after: NO_RULES });

    expect(versions.map(({ percentThen }) => percentThen)).toEqual([33.3, 66.7]);
  });

  it('speaks of cities where calls of a city stay together', () => {
    const instances = [...running('A', 1, { sharded: true }), ...running('B', 1, { sharded: true })];

    expect(preview({ instances, after: shares(['B', 1]) }).effects).toEqual([
      'dispatch: version B gets 100 % of cities instead of 0 %, on 1 instance.',
      'dispatch: 1 instance of version A get no more cities than those that ask for it.',
    ]);
  });

  it('warns of a version that nobody runs, and of one that will stand idle', () => {
    const { effects, warnings } = preview({ after: shares(['B', 1], ['C', 9]) });

    expect(effects[0]).toContain('version B gets 100 %');
    expect(warnings).toEqual([
      'Nobody runs version C: until somebody does, its share goes to the others.',
      '2 of version A will stand idle.',
    ]);
  });

  it('does not count who finishes, nor who is kept for a label', () => {
    const instances = [
      ...running('A'),
      ...running('B', 1, { state: 'draining' }),
      ...running('C', 1, { label: 'x' }),
    ];

    expect(preview({ instances }).versions).toEqual([
      { version: 'A', instances: 1, percentNow: 100, percentThen: 100 },
    ]);
  });

  it('warns where no call would get through', () => {
    expect(preview({ after: shares(['A', 0]) }).warnings).toContain('All shares are 0: that is refused.');
    expect(preview({ instances: [] }).warnings).toEqual(['No instance of dispatch is alive.']);
  });

  it('says whom a fault will hit, and no more of one that is there already', () => {
    const fault = { percent: 20, abortCode: 14, delayMs: 300, header: '', headerValue: '' };
    const after = { ...NO_RULES, faults: [fault] };
    const callers = ['driver-api', 'booking'];

    const begun = preview({ before: NO_RULES, after, callers });
    const going = preview({ before: after, after, callers });
    const ended = preview({ before: after, after: NO_RULES, callers });

    expect(begun.effects).toEqual(['20 % of calls wait 300 ms and fail with UNAVAILABLE.']);
    expect(begun.warnings).toEqual([
      'A fault is injected into dispatch: driver-api, booking will meet it, and riders and drivers may.',
    ]);
    expect(going).toMatchObject({ changes: false, effects: ['Nothing changes.'], warnings: [] });
    expect(ended).toMatchObject({
      effects: ['No more: 20 % of calls wait 300 ms and fail with UNAVAILABLE.'],
    });
  });

  it('says what labels stand for, and warns of what nobody runs', () => {
    const before = { ...NO_RULES, labels: [{ label: 'old', version: 'A' }] };
    const after = { ...NO_RULES, labels: [{ label: 'new', version: 'Z' }] };

    expect(preview({ before, after })).toMatchObject({
      effects: ['Calls that ask for label new go to version Z.', 'Label old stands for no version any more.'],
      warnings: ['Nobody runs version Z: calls that ask for label new go the way of all others.'],
    });
  });
});
