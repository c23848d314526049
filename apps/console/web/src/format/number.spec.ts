import {
  formatBytes,
  formatCounted,
  formatMetres,
  formatMillis,
  formatPercent,
  formatRate,
  formatSpeed,
} from './number.ts';

describe('numbers', () => {
  it('have their unit', () => {
    expect([formatMetres(849.6), formatMetres(3_420)]).toEqual(['850 m', '3.4 km']);
    expect([formatBytes(212_400_000), formatBytes(1_540_000_000)]).toEqual(['212 MB', '1.5 GB']);
    expect(formatSpeed(15)).toBe('54 km/h');
  });

  it('are counted in the right number', () => {
    expect([0, 1, 2].map((count) => formatCounted(count, 'job'))).toEqual(['0 jobs', '1 job', '2 jobs']);
    expect(formatCounted(2_000, 'taxi', 'taxis')).toBe('2,000 taxis');
  });

  it('do not round what is little to nothing', () => {
    expect([0, 0.4, 42.4, 99.6, 100].map(formatPercent)).toEqual(['0 %', '< 1 %', '42 %', '> 99 %', '100 %']);
    expect([0, 0.004, 0.123, 12.44, 1_234.6].map(formatRate)).toEqual([
      '0 /s',
      '< 0.01 /s',
      '0.12 /s',
      '12.4 /s',
      '1,235 /s',
    ]);
    expect([0.42, 12.4, 1_240].map(formatMillis)).toEqual(['0.4 ms', '12 ms', '1.2 s']);
  });
});
