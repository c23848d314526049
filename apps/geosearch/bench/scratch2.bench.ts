import { Fleet } from './grid/fleet.ts';
import { ours } from './grid/ours.ts';
import { naive } from './grid/naive.ts';
export async function bench() {
  const fleet = new Fleet(100_000, 'city');
  const index = ours(fleet);
  const places = Array.from({ length: 20_000 }, () => fleet.place());
  const order = Int32Array.from({ length: 300_000 }, () => Math.floor(fleet.random.next() * 100_000));
  const time = (name: string, count: number, f: (i: number) => void) => {
    for (let i = 0; i < count / 2; i++) f(i);
    const b = process.cpuUsage();
    for (let i = 0; i < count; i++) f(i);
    const us = process.cpuUsage(b).user / count;
    console.log(name, us.toFixed(3), 'us', (1e6 / us).toFixed(0));
  };
  for (let r = 0; r < 2; r++) {
    time('nearest', 50_000, (i) => index.nearest(places[i % 20000]!.lat, places[i % 20000]!.lng));
    time('empty', 50_000, (i) => index.nearest(60, 11.9));
    time('update', 300_000, (i) => index.update(order[i]!));
    time('step', 300_000, (i) => fleet.step(order[i]!));
    time('step+update', 300_000, (i) => (fleet.step(order[i]!), index.update(order[i]!)));
    time('by id', 300_000, (i) => index.updateById(order[i]!));
  }
  console.log(index.grid.bytes / 100_000);
  const other = naive(fleet);
  time('naive step+update', 50_000, (i) => { fleet.step(order[i]!); other.update(order[i]!); });
  time('naive nearest', 500, (i) => other.nearest(places[i]!.lat, places[i]!.lng));
  return { name: 'scratch', figures: {} };
}
