import { cityTimeAt, nextReading } from './city-clock.ts';

describe("the page's city clock", () => {
  it('passes at the speed of the city', () => {
    expect(cityTimeAt({ now: 1_000_000, speed: 4, readAt: 500 }, 750)).toBe(1_001_000);
  });

  it('does not jump back for a frame that was long on its way', () => {
    const prompt = nextReading(undefined, { now: 1_000_000, speed: 4 }, 0);

    const late = nextReading(prompt, { now: 1_000_400, speed: 4 }, 400);

    expect(cityTimeAt(late, 400)).toBe(1_001_600);
  });

  it('is put forward by a frame that came quicker than the one before', () => {
    const slow = nextReading(undefined, { now: 1_000_000, speed: 4 }, 300);

    const prompt = nextReading(slow, { now: 1_002_000, speed: 4 }, 500);

    expect(cityTimeAt(prompt, 500)).toBe(1_002_000);
  });

  it('is put back where the city stood still', () => {
    const before = nextReading(undefined, { now: 1_000_000, speed: 1 }, 0);

    const after = nextReading(before, { now: 1_001_000, speed: 1 }, 60_000);

    expect(cityTimeAt(after, 60_000)).toBe(1_001_000);
  });

  it('takes another speed from the frame that tells it', () => {
    const before = nextReading(undefined, { now: 1_000_000, speed: 1 }, 0);

    const after = nextReading(before, { now: 1_000_900, speed: 10 }, 1_000);

    expect(cityTimeAt(after, 1_100)).toBe(1_001_900);
  });
});
