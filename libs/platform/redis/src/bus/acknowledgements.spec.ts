import { Acknowledgements } from './acknowledgements.ts';

describe('acknowledgements', () => {
  it('of one turn go together', async () => {
    const sent: (readonly string[])[] = [];
    const acks = new Acknowledgements(async (ids) => void sent.push(ids));

    for (const id of ['1-0', '2-0', '3-0']) acks.add(id);
    await acks.flush();

    expect(sent).toEqual([['1-0', '2-0', '3-0']]);
  });

  it('that cannot be sent wait, and go with the next', async () => {
    const sent: (readonly string[])[] = [];
    let away = true;
    const acks = new Acknowledgements(async (ids) => {
      if (away) throw new Error('away');
      sent.push(ids);
    });
    acks.add('1-0');
    await acks.flush();
    const waiting = acks.size;

    away = false;
    acks.add('2-0');
    await acks.flush();

    expect(waiting).toBe(1);
    expect(sent).toEqual([['1-0', '2-0']]);
  });

  it('that come while others are on their way are not forgotten', async () => {
    const sent: string[] = [];
    const acks: Acknowledgements = new Acknowledgements(async (ids) => {
      if (sent.length === 0) acks.add('2-0');
      sent.push(...ids);
    });

    acks.add('1-0');
    await acks.flush();

    expect(sent).toEqual(['1-0', '2-0']);
  });
});
