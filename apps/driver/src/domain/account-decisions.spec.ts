import { instant } from '@hansom/platform-context';
import { HansomError } from '@hansom/platform-errors';

import { type Account, type AccountRow, type AccountState } from '../store/account-aggregate.ts';
import { type AccountCommand, addDocument, approve, decide, submit } from './account-decisions.ts';
import { fieldsOf, renewalFieldsOf } from './documents.ts';

const NOW = instant(1_000);
const COMPLETE = { now: NOW, hasVehicle: true };
const APPROVAL = { ...COMPLETE, basedOn: 0 };
const CONFIG = { approveTestRange: true, approveAfterMs: 500 };

const STATES: readonly AccountState[] = ['APPLIED', 'IN_REVIEW', 'ACTIVE', 'SUSPENDED', 'REJECTED', 'CLOSED'];
const COMMANDS: readonly AccountCommand[] = ['submit', 'approve', 'reject', 'suspend', 'restore', 'close'];
const LEADS: Partial<Record<string, AccountState>> = {
  'submit APPLIED': 'IN_REVIEW',
  'approve IN_REVIEW': 'ACTIVE',
  'reject IN_REVIEW': 'REJECTED',
  'suspend ACTIVE': 'SUSPENDED',
  'restore SUSPENDED': 'ACTIVE',
  'close APPLIED': 'CLOSED',
  'close IN_REVIEW': 'CLOSED',
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
    expect(decision).toMatchObject(to ? { to, set: { reason: 'why' } } : refusal);
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

describe('addDocument', () => {
  const renewed = { kind: 'INSURANCE', number: '4', until: instant(3_000) } as const;
  const BY_HAND = { ...CONFIG, approveTestRange: false };
  const LIVE = { tenancy: 'live' } as const;

  it.each<[string, Account, typeof CONFIG]>([
    ['in an application', anAccount('APPLIED', LIVE), CONFIG],
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
