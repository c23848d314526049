import { completeTrip } from './jobs.ts';

describe('completeTrip', () => {
  it.each([
    [1, true],
    [0, false], // a system's word for a number that is not known
  ])('takes %i for the number of the last position: %s', (lastSeq, taken) => {
    expect(completeTrip.body.safeParse({ offerId: 'offer_1', lastSeq }).success).toBe(taken);
  });
});
