import { leave } from './leave.ts';

const exit = jest.spyOn(process, 'exit').mockImplementation();

afterEach(() => jest.useRealTimers());

it('ends a process in which a timer goes on', () => {
  jest.useFakeTimers();
  setTimeout(() => undefined, 15_000);

  leave();
  expect(exit).not.toHaveBeenCalled(); // what was written last gets out
  jest.advanceTimersByTime(1_000);

  expect(exit).toHaveBeenCalledTimes(1);
});
