import { printedBy } from '../process/look.ts';

/** The first that takes `SET` with `NX` and `GET` at once, which is how platform/redis asks for the epoch. */
const OLDEST = [7, 0] as const;

/** `redis-server` of this machine, or what is lacking and how to get it. */
export type RedisChoice = { readonly command: string } | { readonly lacking: string };

export function findRedis(): RedisChoice {
  return chooseRedis(printedBy('redis-server', '--version'));
}

/** By what `redis-server --version` prints; undefined: there is none. */
export function chooseRedis(printed: string | undefined): RedisChoice {
  const remedy = '`apt-get install redis-server`';
  if (printed === undefined) return { lacking: `there is no \`redis-server\` on the path: ${remedy}` };
  const [version = '', major, minor] = /v=(\d+)\.(\d+)[.\d]*/.exec(printed) ?? [];
  const isOld = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  if (version === '' || isOld)
    return {
      lacking: `Redis ${OLDEST.join('.')} or newer is needed, and this is ${printed.trim()}: ${remedy}`,
    };
  return { command: 'redis-server' };
}
