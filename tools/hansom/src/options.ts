import { InvalidArgumentError, Option } from 'commander';

export function dataOption(): Option {
  return new Option('--data <folder>', 'data, run files and logs of this installation')
    .default('.hansom')
    .env('HANSOM_DATA');
}

export function trafficOption(): Option {
  return new Option('--traffic <addresses>', 'ip:port of the replicas of traffic, separated by commas')
    .argParser((text) => text.split(','))
    .default(['127.0.0.1:9000'], '127.0.0.1:9000')
    .env('HANSOM_TRAFFIC');
}

export function riderApiOption(): Option {
  return new Option('--rider-api <url>', 'where rider apps call: it tells city time').default(
    'http://127.0.0.1:8080',
  );
}

/** Who lives in a city. */
export function robotOptions(): Option[] {
  return [
    new Option('--no-robots', 'nobody drives or rides by itself'),
    new Option('--drivers <count>', 'robot drivers (default: 150)').argParser(countIn(0, 5_000)),
    new Option(
      '--rides-per-hour <rides>',
      'that robots ask for in an hour of city time (default: 400)',
    ).argParser(countIn(0, 100_000)),
    new Option('--seed <number>', 'decides who the robots are, and what they do (default: 1)').argParser(
      countIn(0, 2 ** 31),
    ),
    new Option('--city <code>', 'where they live, and what is shown').default('got'),
  ];
}

/** As fast as clocks can be. */
const FASTEST = 1_000;

export function speedOption(): Option {
  return new Option(
    '--speed <factor>',
    'seconds of city time that pass in a real one. Sensible: up to 4. How old a position or an offer may be is city time too: at 60 and more no ride comes about',
  )
    .default(1)
    .argParser((text) => {
      const speed = Number(text);
      if (speed > 0 && speed <= FASTEST) return speed;
      throw new InvalidArgumentError(`It is a number over 0, and at most ${FASTEST}.`);
    });
}

export function countIn(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && count >= least && count <= most) return count;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
}

export function ridesOf(text: string): { rides: number } {
  const [, rides = ''] = /^rides=(.*)$/.exec(text) ?? [];
  return { rides: countIn(1, 1_000_000)(rides) };
}
