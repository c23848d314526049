import { type Budget } from '@hansom/testing-simulation';

import { type Setting } from './offer-world.ts';

export const RACE: Setting = { actors: { a: ['one accepts'], b: ['two accepts'] } };

/** A driver gives the job back while the other one's acceptance is under way. */
export const RETURNED: Setting = { actors: { a: ['one accepts'], b: ['two accepts', 'two gives back'] } };

/** Too large to explore: two dispatchers make offers at once, both drivers accept, one gives back, the rider cancels. */
export const EVERYTHING: Setting = {
  unmatched: true,
  actors: {
    a: ['match', 'one accepts', 'hear'],
    b: ['match', 'two accepts', 'two gives back', 'sweep'],
    rider: ['hear', 'cancel'],
  },
};

type Explored = Readonly<Record<string, { setting: Setting; budget: Budget }>>;

/** Configurations that take seconds. */
export const SHORT: Explored = {
  'an acceptance, a crash and a lost answer': {
    setting: { actors: { a: ['one accepts'] } },
    budget: { crashes: 1, faults: 1 },
  },
  'two acceptances': { setting: RACE, budget: {} },
};

/** The same and more, with more going wrong in one run: minutes. */
export const LONG: Explored = {
  'two acceptances, a crash': { setting: RACE, budget: { crashes: 1 } },
  'two acceptances, a lost answer': { setting: RACE, budget: { faults: 1 } },
  'an acceptance and a cancellation, a crash and a lost answer': {
    setting: { actors: { a: ['one accepts'], rider: ['cancel'] } },
    budget: { crashes: 1, faults: 1 },
  },
  'an acceptance sent twice, a crash': {
    setting: { actors: { a: ['one accepts'], b: ['one accepts again'] } },
    budget: { crashes: 1 },
  },
  'a job given back during an acceptance, a crash': { setting: RETURNED, budget: { crashes: 1 } },
};
