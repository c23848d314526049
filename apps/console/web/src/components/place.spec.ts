import { spotFor } from './place.ts';

const WINDOW = { left: 0, top: 0, width: 400, height: 800 };
const BUBBLE = { left: 0, top: 0, width: 100, height: 20 };

function aTrigger(left: number, top: number) {
  return { left, top, width: 40, height: 20 };
}

describe('the place of a bubble', () => {
  it('is centred above what it belongs to', () => {
    expect(spotFor(BUBBLE, aTrigger(200, 300), WINDOW)).toEqual({ left: 170, top: 274 });
  });

  it('is below where there is no room above', () => {
    expect(spotFor(BUBBLE, aTrigger(200, 10), WINDOW)).toEqual({ left: 170, top: 36 });
  });

  it('stays within the window', () => {
    expect(spotFor(BUBBLE, aTrigger(0, 300), WINDOW).left).toBe(8);
    expect(spotFor(BUBBLE, aTrigger(380, 300), WINDOW).left).toBe(292);
  });
});
