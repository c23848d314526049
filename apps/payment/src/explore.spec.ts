import { describeViolation, explore, wander } from '@hansom/testing-simulation';

import { aStory, type Setting } from '../test/explored-payments.ts';
import { type PaymentProvider } from './provider/provider.ts';

jest.setTimeout(120_000);

const PAID: Setting = { story: ['created', 'completed'], token: 'tok_visa' };
const VOIDED: Setting = { story: ['created', 'cancelled'], token: 'tok_visa' };
const CASH: Setting = { story: ['created', 'completed'], config: { presumeCollectedMs: 60_000 } };
const DEBT: Setting = {
  ...{ story: ['created', 'completed', 'new_card'], token: 'tok_capture_declined' },
  config: { captureRetryMs: [] },
};
const RETRIED: Setting = { ...DEBT, config: { captureRetryMs: [3_600_000] } };
const FORGIVEN: Setting = { ...DEBT, story: ['created', 'completed', 'forgiven'] };
const SILENT = 'tok_timeout_after_charge';

describe('a process that dies between any two steps', () => {
  it.each<[string, Setting]>([
    ['holding and taking', PAID],
    ['holding and letting go', VOIDED],
    ['asking again what nobody answered', { ...PAID, token: SILENT }],
    ['letting go of a hold of which nothing was heard', { ...VOIDED, token: SILENT }],
    ['a void before its authorisation', { ...VOIDED, hasty: true }],
    ['a capture before its authorisation', { ...PAID, hasty: true }],
    ['cash that is collected early', { story: ['created', 'collected', 'completed'] }],
    ['cash that is collected late', { story: ['created', 'completed', 'collected'] }],
    ['cash of which nothing is said', CASH],
    ['a debt that another card pays', DEBT],
    ['what is to be tried again, and another card pays', RETRIED],
    ['a debt that is forgiven', FORGIVEN],
    ['asked to take, then to let go', { ...PAID, story: ['created', 'completed', 'cancelled'] }],
  ])('loses and doubles nothing: %s', async (_, setting) => {
    const scenario = { ...aStory(setting), budget: { crashes: 1 } };

    const { runs, violation } = await explore(scenario, { maxRuns: 2_000 });

    expect(violation && describeViolation(violation)).toBeUndefined();
    expect(runs).toBeGreaterThan(40); // an exploration that explores little shows little
  });
});

describe('two processes, one of which may die, pause, or not hear the store', () => {
  it.each<[string, Setting]>([
    ['holding and taking', PAID],
    ['a void before its authorisation', { ...VOIDED, token: SILENT, hasty: true }],
  ])('lose and double nothing in any of many runs: %s', async (_, setting) => {
    const budget = { faults: 2, crashes: 1, pauses: 1 };

    const { violation } = await wander({ ...aStory({ ...setting, besides: 3 }), budget }, { runs: 50 });

    expect(violation && describeViolation(violation)).toBeUndefined();
  });
});

describe('a mistake is found:', () => {
  it.each<[string, Setting, RegExp]>([
    ['a key that names an attempt', { ...PAID, spoil: attemptsInKeys }, /still held|was taken/],
    ['taking silence for a no', { ...PAID, token: SILENT, spoil: silenceAsNo }, /AUTH_FAILED/],
  ])('%s', async (...[, setting, message]) => {
    const { violation } = await explore({ ...aStory(setting), budget: { crashes: 1 } }, { maxRuns: 2_000 });

    expect(violation?.message).toMatch(message);
  });
});

/** Over all processes, as a counter in the row would be. */
let attempts = 0;

function attemptsInKeys({ hold, charge }: PaymentProvider): Partial<PaymentProvider> {
  return {
    hold: (request) => hold({ ...request, key: `${request.key}-${++attempts}` }),
    charge: (request) => charge({ ...request, key: `${request.key}-${++attempts}` }),
  };
}

function silenceAsNo({ hold }: PaymentProvider): Partial<PaymentProvider> {
  return {
    hold: (request) => hold(request).catch(() => ({ outcome: 'declined', reason: 'no_answer' }) as const),
  };
}
