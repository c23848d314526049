import { type Way } from '../choice/choose-way.ts';

/** Goes the first way that works, and says on stderr why those before did not. Rejects as the last does. */
export async function firstThatWorks<T>(
  ways: readonly Way[],
  go: (way: Way) => Promise<T>,
  say: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Promise<T> {
  const [way, ...others] = ways;
  if (!way) throw new Error('there is no way');
  try {
    return await go(way);
  } catch (error) {
    if (others.length === 0) throw error;
    say(
      `${nameOf(way)}: ${(error as Error).message.split('\n')[0]}; trying ${others.map(nameOf).join(', ')}`,
    );
    return firstThatWorks(others, go, say);
  }
}

function nameOf(way: Way): string {
  if (way.kind === 'address') return way.address;
  return way.kind === 'docker' ? `Docker's ${way.image}` : 'a process of this machine';
}
