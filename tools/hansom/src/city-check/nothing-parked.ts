import { type Rule } from './facts.ts';

export const nothingParked: Rule = {
  name: 'no event waits for an operator',
  broken: ({ parked }) => [...parked],
};
