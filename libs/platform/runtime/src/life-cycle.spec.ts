import { recordingLogger } from '@hansom/platform-context/testing';

import { LifeCycle } from './life-cycle.ts';

describe('LifeCycle', () => {
  it('closes in reverse order, one after the other', async () => {
    const closed: string[] = [];
    const lifeCycle = new LifeCycle(recordingLogger());
    lifeCycle.add('store', () => void closed.push('store'));
    lifeCycle.add('server', async () => {
      await Promise.resolve();
      closed.push('server');
    });

    await lifeCycle.close();

    expect(closed).toEqual(['server', 'store']);
  });

  it('closes once, however often it is asked', async () => {
    let closed = 0;
    const lifeCycle = new LifeCycle(recordingLogger());
    lifeCycle.add('store', () => void (closed += 1));

    await Promise.all([lifeCycle.close(), lifeCycle.close()]);

    expect(closed).toBe(1);
  });

  it('goes on after a failure and tells it at the end', async () => {
    const closed: string[] = [];
    const log = recordingLogger();
    const lifeCycle = new LifeCycle(log);
    lifeCycle.add('store', () => void closed.push('store'));
    lifeCycle.add('server', () => Promise.reject(new Error('stuck')));

    await expect(lifeCycle.close()).rejects.toThrow('some parts did not close');

    expect(closed).toEqual(['store']);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { part: 'server' } }]);
  });

  it('refuses what is started while it stops', async () => {
    const lifeCycle = new LifeCycle(recordingLogger());
    await lifeCycle.close();

    expect(() => lifeCycle.add('late', () => undefined)).toThrow(/late was started while its service stops/);
  });
});
