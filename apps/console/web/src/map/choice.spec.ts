import { choiceOf, searchOf, toggled } from './choice.ts';

describe('what is chosen on the map', () => {
  it('stands in the address', () => {
    const choice = choiceOf('?follow=driver_got_1&heat=1&hide=free,on-trip,nonsense');

    expect(choice).toMatchObject({ follow: 'driver_got_1', booking: undefined, heat: true });
    expect([...choice.hidden]).toEqual(['FREE', 'ON_TRIP']);
  });

  it('goes into the address and comes back, beside what else is there', () => {
    const choice = {
      follow: undefined,
      booking: 'booking_got_1',
      heat: false,
      hidden: new Set(['AT_PICKUP'] as const),
    };

    const search = searchOf('?theme=dark&follow=driver_got_1', choice);

    expect(search).toBe('theme=dark&booking=booking_got_1&hide=at-pickup');
    expect(choiceOf(search)).toEqual(choice);
  });

  it('is hidden and shown again', () => {
    const once = toggled(new Set(['FREE'] as const), 'BREAK');

    expect([...once]).toEqual(['FREE', 'BREAK']);
    expect([...toggled(once, 'FREE')]).toEqual(['BREAK']);
  });
});
