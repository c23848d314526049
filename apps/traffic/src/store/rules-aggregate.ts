import { aggregate, text } from '@hansom/platform-store';

/** The rules of all services: one aggregate, so that its version orders all changes, and its events are the audit. */
export const rulesAggregate = aggregate({
  name: 'rules',
  /** JSON of `ServiceRules[]`. */
  fields: { document: text() },
  states: { IN_FORCE: {} },
});

export type RulesFields = typeof rulesAggregate.fields;
export type RulesState = keyof typeof rulesAggregate.states;

/** The one there is. */
export const RULES_ID = 'all';
