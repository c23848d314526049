import { timesIn } from './time.ts';

const AT = Date.UTC(2026, 10, 28, 23, 5, 9);

describe('times', () => {
  it('are those of the city', () => {
    const gothenburg = timesIn('Europe/Stockholm');
    const dublin = timesIn('Europe/Dublin');

    expect([gothenburg.minute(AT), dublin.minute(AT)]).toEqual(['00:05', '23:05']);
    expect(gothenburg.second(AT)).toBe('00:05:09');
    expect(dublin.moment(AT)).toBe('28 Nov, 23:05:09');
  });

  it('name their zone in full', () => {
    expect(timesIn('Europe/Stockholm').full(AT)).toBe('Sun, 29 Nov 2026, 00:05:09 CET');
  });
});
