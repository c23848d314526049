import { type BookingFacts, isLive, type Rule } from './facts.ts';

export const historiesWhole: Rule = {
  name: 'histories have no gap, and nothing after the end',
  broken: ({ bookings }) => bookings.flatMap(wrongOf),
};

function wrongOf({ booking: { bookingId, version }, steps }: BookingFacts): string[] {
  const gap = steps.findIndex((step, i) => step.version !== (steps[0]?.version ?? 1) + i);
  const end = steps.findIndex(({ booking }) => !isLive(booking));
  return [
    ...(gap >= 0 ? [`${bookingId} has no event ${(steps[gap - 1]?.version ?? 0) + 1}`] : []),
    ...(end >= 0 && end < steps.length - 1 ? [`${bookingId} goes on after ${steps[end]?.type}`] : []),
    ...((steps.at(-1)?.version ?? 0) < version ? [`${bookingId} has no event ${version}`] : []),
  ];
}
