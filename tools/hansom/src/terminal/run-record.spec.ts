import { RunRecord } from './run-record.ts';

it('keeps when all were healthy and when the first ride was completed, and how many have been', () => {
  let uptime = 0;
  const record = new RunRecord({ uptimeMs: () => (uptime += 100), peakMemoryMb: () => 300 });
  const before = record.summary();

  for (const rides of [0, 1, 2]) record.completed(rides);
  record.healthy();
  record.healthy();

  expect(before).toEqual({ msToAllHealthy: null, msToFirstRide: null, peakMemoryMb: 300, rides: 0 });
  expect(record.summary()).toEqual({ msToAllHealthy: 200, msToFirstRide: 100, peakMemoryMb: 300, rides: 2 });
});
