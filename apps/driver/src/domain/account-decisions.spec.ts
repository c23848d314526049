import { instant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { type Account, type AccountRow, type AccountState } from '../store/account-aggregate.ts';
import {
  type AccountCommand,
  addDocument,
  approve,
  decide,
  dropVehicle,
  handInRefusal,
  nameVehicle,
  submit,
} from './account-decisions.ts';
import { fieldsOf, renewalFieldsOf } from './documents.ts';

const NOW = instant(1_000);
const COMPLETE = { now: NOW, hasVehicle: true };
const APPROVAL = { ...COMPLETE, hasVehicleRenewal: false, basedOn: 3 };
const CONFIG = { approveTestRange: true, approveAfterMs: 500 };

const STATES: readonly AccountState[] = ['APPLIED', 'IN_REVIEW', 'ACTIVE', 'SUSPENDED', 'REJECTED', 'CLOSED'];
const COMMANDS: readonly AccountCommand[] = ['submit', 'approve', 'reject', 'suspend', 'restore', 'close'];
const LEADS: Partial<Record<string, AccountState>> = {
  'submit APPLIED': 'IN_REVIEW',
  'submit REJECTED': 'IN_REVIEW',
  'approve IN_REVIEW': 'ACTIVE',
  'reject IN_REVIEW': 'REJECTED',
  'suspend ACTIVE': 'SUSPENDED',
  'restore SUSPENDED': 'ACTIVE',
  'close APPLIED': 'CLOSED',
  'close IN_REVIEW': 'CLOSED',
  'close REJECTED': 'CLOSED',
  'close ACTIVE': 'CLOSED',
  'close SUSPENDED': 'CLOSED',
};

function anAccount(state: AccountState, over: Partial<AccountRow> = {}): Account {
  const until = instant(2_000);
  const fields: AccountRow = {
    ...{ city: 'got', tenancy: 'robot', name: 'Asta', phone: '+46701234567' },
    ...fieldsOf({ kind: 'DRIVING_LICENCE', number: '1', until }),
    ...fieldsOf({ kind: 'TAXI_LICENCE', number: '2', until }),
    ...fieldsOf({ kind: 'INSURANCE', number: '3', until }),
    ...over,
  };
  return { id: 'driver_1', version: 3, state, fields, entered: { version: 3, attempt: 'a' } };
}

describe('decide', () => {
  const pairs = COMMANDS.flatMap((command) => STATES.map((from) => [command, from] as const));

  it.each(pairs)('%s in %s leads where the table says, or is refused', (command, from) => {
    const decision = decide(command, anAccount(from), 'why');

    const to = LEADS[`${command} ${from}`];
    const refusal = { code: 'driver.transition_not_allowed', context: { state: from, version: '3' } };
    const set = command === 'submit' ? {} : { reason: 'why' };
    expect(decision).toMatchObject(to ? { to, set } : refusal);
  });

  it('forgets the reason of a suspension that is over', () => {
    expect(decide('restore', anAccount('SUSPENDED', { reason: 'why' }))).toMatchObject({
      set: { reason: undefined },
    });
  });
});

describe('submit', () => {
  it('arms the rule for a robot where the rule is on', () => {
    const timers = [{ name: 'approveByRule', due: 1_500 }];

    expect(submit(anAccount('APPLIED'), { ...COMPLETE, config: CONFIG })).toMatchObject({ timers });
  });

  it.each([
    [anAccount('APPLIED', { tenancy: 'live' }), CONFIG],
    [anAccount('APPLIED'), { ...CONFIG, approveTestRange: false }],
  ])('leaves it to people otherwise', (account, config) => {
    expect(submit(account, { ...COMPLETE, config })).not.toHaveProperty('timers');
  });

  it('hands in what was turned down once something has changed since, and leaves the reason to be read', () => {
    const rejected = anAccount('REJECTED', { reason: 'unreadable' });
    const mended = { ...rejected, version: 4 };

    expect(submit(rejected, { ...COMPLETE, config: CONFIG })).toMatchObject({
      code: 'driver.nothing_changed',
    });
    expect(submit(mended, { ...COMPLETE, config: CONFIG })).toMatchObject({ to: 'IN_REVIEW', set: {} });
    expect(submit(mended, { ...COMPLETE, hasVehicle: false, config: CONFIG })).toMatchObject({
      code: 'driver.application_incomplete',
    });
  });

  it('names all that is missing or no longer good', () => {
    const account = anAccount('APPLIED', { insurance: undefined, taxi_licence_until: NOW });

    const refusal = submit(account, { now: NOW, hasVehicle: false, config: CONFIG });

    expect(refusal).toBeInstanceOf(HansomError);
    expect(refusal).toMatchObject({
      code: 'driver.application_incomplete',
      context: { missing: 'vehicle, taxi_licence, insurance' },
    });
  });
});

describe('handInRefusal', () => {
  it.each(STATES)(
    'of an account that is %s: nothing is handed in while it is in review, or closed',
    (state) => {
      const refused = state === 'IN_REVIEW' || state === 'CLOSED';
      const refusal = { code: 'driver.transition_not_allowed', context: { state } };

      const document = { kind: 'INSURANCE', number: '4', until: instant(3_000) } as const;
      const decided = [
        handInRefusal(anAccount(state)),
        addDocument(anAccount(state), document, CONFIG),
        nameVehicle(anAccount(state), 'new', CONFIG),
        dropVehicle(anAccount(state), 'old', CONFIG),
      ];

      for (const decision of decided)
        if (refused) expect(decision).toMatchObject(refusal);
        else expect(decision).not.toBeInstanceOf(HansomError);
    },
  );
});

describe('nameVehicle', () => {
  const LIVE = { tenancy: 'live', vehicle_id: 'old', vehicle_renewal_id: 'waiting' } as const;
  const counts = (vehicleId: string) => ({ set: { vehicle_id: vehicleId, vehicle_renewal_id: undefined } });

  it.each<[string, Account]>([
    ['in an application', anAccount('APPLIED', LIVE)],
    ['in one that was turned down', anAccount('REJECTED', LIVE)],
    ['of a robot where the rule is on', anAccount('ACTIVE', { vehicle_id: 'old' })],
  ])('counts at once %s', (_what, account) => {
    expect(nameVehicle(account, 'new', CONFIG)).toEqual(counts('new'));
  });

  it.each(['ACTIVE', 'SUSPENDED'] as const)('waits beside the one that counts of who is %s', (state) => {
    expect(nameVehicle(anAccount(state, LIVE), 'new', CONFIG)).toEqual({
      set: { vehicle_renewal_id: 'new' },
    });
  });

  it('calls off the one that waits where it is the one that counts', () => {
    expect(nameVehicle(anAccount('ACTIVE', LIVE), 'old', CONFIG)).toEqual(counts('old'));
  });
});

describe('dropVehicle', () => {
  const LIVE = { tenancy: 'live', vehicle_id: 'old', vehicle_renewal_id: 'waiting' } as const;

  it('takes away the one that waits, and the one that counts only before it was approved', () => {
    expect(dropVehicle(anAccount('ACTIVE', LIVE), 'waiting', CONFIG)).toEqual({
      set: { vehicle_id: 'old', vehicle_renewal_id: undefined },
    });
    expect(
      dropVehicle(anAccount('REJECTED', { ...LIVE, vehicle_renewal_id: undefined }), 'old', CONFIG),
    ).toEqual({
      set: { vehicle_id: undefined, vehicle_renewal_id: undefined },
    });
    expect(dropVehicle(anAccount('ACTIVE', LIVE), 'old', CONFIG)).toMatchObject({
      code: 'driver.vehicle_approved',
    });
  });
});

describe('addDocument', () => {
  const renewed = { kind: 'INSURANCE', number: '4', until: instant(3_000) } as const;
  const BY_HAND = { ...CONFIG, approveTestRange: false };
  const LIVE = { tenancy: 'live' } as const;

  it.each<[string, Account, typeof CONFIG]>([
    ['in an application', anAccount('APPLIED', LIVE), CONFIG],
    ['in one that was turned down', anAccount('REJECTED', LIVE), CONFIG],
    ['of a robot where the rule is on', anAccount('ACTIVE'), CONFIG],
  ])('counts at once %s', (_what, account, config) => {
    expect(addDocument(account, renewed, config)).toMatchObject({ set: { insurance: '4' } });
  });

  it.each<[string, Account, typeof CONFIG]>([
    ['of who drives', anAccount('ACTIVE', LIVE), CONFIG],
    ['of who is suspended', anAccount('SUSPENDED', LIVE), CONFIG],
    ['of a robot where the rule is off', anAccount('ACTIVE'), BY_HAND],
  ])('waits beside what counts %s', (_what, account, config) => {
    expect(addDocument(account, renewed, config)).toEqual({ set: renewalFieldsOf(renewed) });
  });
});

describe('approve', () => {
  it('looks again at what may have changed since the application was handed in', () => {
    const account = anAccount('IN_REVIEW');

    expect(approve(account, APPROVAL)).toMatchObject({ to: 'ACTIVE' });
    expect(approve(account, { ...APPROVAL, hasVehicle: false })).toMatchObject({
      code: 'driver.application_incomplete',
    });
  });
  it('accepts all renewals, and nothing else: the state stays, and no event tells of an approval', () => {
    const renewals = [
      { kind: 'DRIVING_LICENCE', number: '4', until: instant(3_000) },
      { kind: 'INSURANCE', number: '5', until: instant(4_000) },
    ] as const;
    const [licence, insurance] = renewals.map(renewalFieldsOf);

    const decision = approve(anAccount('SUSPENDED', { ...licence, ...insurance }), APPROVAL);

    expect(decision).toEqual({ set: { ...fieldsOf(renewals[0]), ...fieldsOf(renewals[1]) } });
  });

  it('accepts a car that waits with the documents that do, and leaves one that is no longer there', () => {
    const renewal = { kind: 'INSURANCE', number: '5', until: instant(4_000) } as const;
    const cars = { vehicle_id: 'old', vehicle_renewal_id: 'new' };
    const account = anAccount('ACTIVE', { ...cars, ...renewalFieldsOf(renewal) });
    const accepted = { vehicle_id: 'new', vehicle_renewal_id: undefined };

    expect(approve(account, { ...APPROVAL, hasVehicleRenewal: true })).toEqual({
      set: { ...accepted, ...fieldsOf(renewal) },
    });
    expect(approve(account, APPROVAL)).toEqual({ set: fieldsOf(renewal) });
    expect(approve(anAccount('ACTIVE', cars), { ...APPROVAL, hasVehicleRenewal: true })).toEqual({
      set: accepted,
    });
    expect(approve(anAccount('ACTIVE', cars), APPROVAL)).toMatchObject({
      code: 'driver.transition_not_allowed',
    });
  });

  it('accepts no renewal that is no longer good', () => {
    const renewal = renewalFieldsOf({ kind: 'INSURANCE', number: '4', until: NOW });

    expect(approve(anAccount('ACTIVE', renewal), APPROVAL)).toMatchObject({
      code: 'driver.document_expired',
      context: { document: 'insurance' },
    });
  });

  it('approves what was looked at, and no other version', () => {
    const account = anAccount('IN_REVIEW');

    expect(approve(account, { ...APPROVAL, basedOn: 3 })).toMatchObject({ to: 'ACTIVE' });
    expect(approve(account, { ...APPROVAL, basedOn: 2 })).toMatchObject({
      code: 'driver.version_mismatch',
      context: { version: '3' },
    });
  });
});
