import { implement } from '@hansom/platform-http';
import { callRoute } from '@hansom/platform-http/testing';
import { aUser } from '@hansom/platform-identity/testing';

import { anInstance, aServicesContext, calling, type ServicesSpec } from '../../test/a-services-context.ts';
import * as routes from '../routes/traffic.ts';
import { changeTraffic } from './change-traffic.ts';
import { listTrafficChanges } from './list-traffic-changes.ts';
import { previewTraffic } from './preview-traffic.ts';
import { undoTrafficChange } from './undo-traffic-change.ts';

const ADMIN = aUser({ id: 'staff_1', roles: ['OPS.ADMIN'] });
const shares = (version: string) => ({ shares: [{ version, share: 1 }], labels: [], faults: [] });

function twoVersions(): ServicesSpec {
  return aServicesContext(
    anInstance(),
    anInstance({ instance: 'b2', version: 'v2' }),
    anInstance({ service: 'dispatch', instance: 'd1' }, { stats: calling('booking', 1) }),
  );
}

function change(
  { ctx, effects }: ServicesSpec,
  { to, basedOn = 0, service = 'booking', reason = 'try' }: Change,
) {
  const sent = { params: { service }, body: { basedOn, reason, rules: shares(to) }, user: ADMIN };
  return callRoute(implement(routes.changeTraffic, changeTraffic(ctx)), sent, { effects });
}

interface Change {
  to: string;
  basedOn?: number;
  service?: string;
  reason?: string;
}

function undo({ ctx, effects }: ServicesSpec, version: number) {
  const sent = { params: { version: String(version) }, body: { reason: 'it was wrong' }, user: ADMIN };
  return callRoute(implement(routes.undoTrafficChange, undoTrafficChange(ctx)), sent, { effects });
}

async function list({ ctx, effects }: ServicesSpec, { user = ADMIN, before = '' } = {}) {
  const sent = { user, ...(before && { query: { before } }) };
  return (await callRoute(implement(routes.listTrafficChanges, listTrafficChanges(ctx)), sent, { effects }))
    .body;
}

describe('previewTraffic', () => {
  it('says what would happen, by what it is to be based on, and changes nothing', async () => {
    const spec = twoVersions();
    const sent = { body: { service: 'booking', rules: shares('v2') }, user: aUser({ roles: ['OPS.GOT'] }) };

    const { body } = await callRoute(implement(routes.previewTraffic, previewTraffic(spec.ctx)), sent, spec);

    expect(body).toMatchObject({
      basedOn: 0,
      changes: true,
      versions: [{ percentThen: 100 }, { percentThen: 0 }],
    });
    expect(spec.changes).toEqual([]);
  });

  it('names those who would meet a fault', async () => {
    const { ctx, effects } = twoVersions();
    const rules = { shares: [], labels: [], faults: [{ percent: 5, abortCode: 14 }] };
    const sent = { body: { service: 'booking', rules }, user: ADMIN };

    const { body } = await callRoute(implement(routes.previewTraffic, previewTraffic(ctx)), sent, {
      effects,
    });

    expect(body.warnings).toEqual([expect.stringContaining('dispatch will meet it')]);
  });
});

describe('changeTraffic', () => {
  it('replaces the rules, with a reason', async () => {
    const spec = twoVersions();

    const { body } = await change(spec, { to: 'v2' });

    expect(body.version).toBe(1);
    expect(spec.rules).toMatchObject([{ service: 'booking', shares: [{ version: 'v2' }] }]);
    expect(spec.changes).toMatchObject([{ reason: 'try' }]);
  });

  it('refuses what was based on other rules, and what is no service', async () => {
    const spec = twoVersions();
    await change(spec, { to: 'v2' });

    await expect(change(spec, { to: 'v1' })).rejects.toMatchObject({ code: 'traffic.outdated' });
    await expect(change(spec, { to: 'v1', service: 'x' })).rejects.toMatchObject({
      code: 'console.no_service',
    });
    await expect(change(spec, { to: 'v1', reason: ' ' })).rejects.toMatchObject({ kind: 'invalid_argument' });
  });
});

describe('undoTrafficChange', () => {
  it('puts the rules back that were there before', async () => {
    const spec = twoVersions();
    await change(spec, { to: 'v2' });
    await change(spec, { to: 'v1', basedOn: 1 });

    expect((await undo(spec, 2)).body).toMatchObject({ version: 3 });

    expect(spec.rules).toMatchObject([{ shares: [{ version: 'v2' }] }]);
    expect(spec.changes.at(-1)).toMatchObject({ reason: 'it was wrong' });
  });

  it('takes the rules away where there were none, and does it once', async () => {
    const spec = twoVersions();
    await change(spec, { to: 'v2' });

    const versions = [(await undo(spec, 1)).body.version, (await undo(spec, 1)).body.version];

    expect(versions).toEqual([2, 2]);
    expect(spec.rules).toEqual([]);
  });

  it('refuses where the rules of the service were changed since, and not for those of another', async () => {
    const spec = twoVersions();
    await change(spec, { to: 'v2' });
    await change(spec, { to: 'v1', basedOn: 1, service: 'dispatch' });
    await change(spec, { to: 'v1', basedOn: 2 });

    await expect(undo(spec, 1)).rejects.toMatchObject({ code: 'console.changed_since' });
    await expect(undo(spec, 9)).rejects.toMatchObject({ code: 'console.no_such_change' });
    expect((await undo(spec, 2)).body.version).toBe(4);
  });
});

describe('listTrafficChanges', () => {
  it('tells the rules, who changed what, and what can be undone', async () => {
    const spec = twoVersions();
    await change(spec, { to: 'v2' });
    await change(spec, { to: 'v1', basedOn: 1 });

    const told = await list(spec);

    expect(told).toMatchObject({ version: 2, rules: [{ service: 'booking' }] });
    expect(told.changes).toMatchObject([
      { version: 2, who: 'asta', undo: { possible: true }, told: ['Calls are shared v1: 1; before: v2: 1.'] },
      { version: 1, undo: { possible: false, why: expect.stringContaining('not those of this change') } },
    ]);
  });

  it('names nobody to whom that is not told', async () => {
    const spec = twoVersions();
    await change(spec, { to: 'v2' });

    const { changes } = await list(spec, { user: aUser({ roles: ['OPS.GOT'] }) });

    expect(changes).toMatchObject([{ who: 'user:staff_1' }]);
  });

  it('gives pages', async () => {
    const spec = twoVersions();
    for (let basedOn = 0; basedOn < 21; basedOn += 1) await change(spec, { to: `v${basedOn % 2}`, basedOn });

    const first = await list(spec);
    const second = await list(spec, { before: String(first.next) });

    expect([first.changes.length, first.next]).toEqual([20, 2]);
    expect(second.changes.map(({ version }) => version)).toEqual([1]);
    expect(second.next).toBeUndefined();
  });
});
