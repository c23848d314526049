import { ClassSet, h3CellFinder } from '@hansom/shared-geo';
import { Fleet } from './grid/fleet.ts';
import { ours } from './grid/ours.ts';
import { naive } from './grid/naive.ts';

function rate(count: number, call: (i: number) => unknown): number {
  for (let i = 0; i < count / 2; i++) call(i);
  const b = process.cpuUsage();
  for (let i = 0; i < count; i++) call(i);
  const { user, system } = process.cpuUsage(b);
  return count / ((user + system) / 1e6);
}

export async function bench() {
  const figures: Record<string, number | string> = {};
  for (const [count, spread] of [[100_000, 'city']] as const) {
    const fleet = new Fleet(count, spread);
    const index = ours(fleet);
    const n = `${count} ${spread}: `;
    const order = Int32Array.from({ length: 300_000 }, () => Math.floor(fleet.random.next() * count));
    figures[n + 'step only'] = rate(300_000, (i) => fleet.step(order[i]!));
    figures[n + 'step+update'] = rate(300_000, (i) => { fleet.step(order[i]!); index.update(order[i]!); });
    figures[n + 'update only'] = rate(300_000, (i) => { index.update(order[i]!); });
    figures[n + 'by id'] = rate(300_000, (i) => { index.updateById(order[i]!); });
    const places = Array.from({ length: 20_000 }, () => fleet.place());
    const f = h3CellFinder();
    figures[n + 'find'] = 1e6/rate(20_000, (i) => f.find(places[i]!.lat, places[i]!.lng, 9));
    Object.keys((globalThis as any).C ?? {}).forEach((k) => ((globalThis as any).C[k] = 0));
    figures[n + 'nearest'] = rate(20_000, (i) => index.nearest(places[i]!.lat, places[i]!.lng));
    console.log(Object.entries((globalThis as any).C ?? {}).map(([k, v]) => `${k} ${(v as number) / 30000}`));
    const empty = { lat: 60, lng: 11.9 };
    figures[n + 'empty us'] = 1e6 / rate(20_000, () => index.nearest(empty.lat, empty.lng));
    figures[n + 'no class us'] = 1e6 / rate(20_000, (i) => index.find(places[i]!.lat, places[i]!.lng, { classes: ClassSet.of(5) }));
    figures.occ = (index.grid as any).occ();
    if (process.env.NAIVE) {
      const other = naive(fleet);
      figures[n + 'naive update'] = rate(50_000, (i) => { fleet.step(order[i]!); other.update(order[i]!); });
      figures[n + 'naive nearest'] = rate(500, (i) => other.nearest(places[i]!.lat, places[i]!.lng));
    }
  }
  console.log(figures);
  return { name: 'scratch', figures };
}
