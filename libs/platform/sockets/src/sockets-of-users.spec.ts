import { CLOSE } from './frames.ts';
import { SocketsOfUsers } from './sockets-of-users.ts';

/** Sockets by name, and the names of those that were closed. */
function everybody({ most = 2 } = {}) {
  const closed: string[] = [];
  const named = (name: string) => ({ close: (code: number) => void closed.push(`${name} ${code}`) });
  return { users: new SocketsOfUsers(most), named, closed };
}

describe('SocketsOfUsers', () => {
  it('ends the oldest of a user who has one more than there may be, and nobody else’s', () => {
    const { users, named, closed } = everybody();
    users.join('ben', named('other'));

    for (const name of ['first', 'second', 'third', 'fourth']) users.join('anna', named(name));

    expect(closed).toEqual([`first ${CLOSE.replaced}`, `second ${CLOSE.replaced}`]);
  });

  it('counts nobody who has left, nor anybody twice who leaves after it was ended', () => {
    const { users, named, closed } = everybody();
    const [first, second, third] = [named('first'), named('second'), named('third')];
    for (const socket of [first, second, third]) users.join('anna', socket);
    users.leave('anna', first);
    users.leave('anna', second);

    users.join('anna', named('fourth'));

    expect(closed).toEqual([`first ${CLOSE.replaced}`]);
  });
});
