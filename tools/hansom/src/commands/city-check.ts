import { createCustomerApiClient, NoAnswer } from '@hansom/client-customer-api';
import { minutes } from '@hansom/shared-time';

import { checkCity, type Finding } from '../city-check/check-city.ts';
import { type CityFacts } from '../city-check/facts.ts';
import { summaryOf } from '../city-check/summary.ts';
import { readCity } from '../city-check/read-city.ts';
import { citySources } from '../city-check/sources.ts';
import { type InstallationOptions, openOperator } from '../operator.ts';
import { UsageError } from '../services.ts';

export interface CheckOptions extends InstallationOptions {
  /** Where rider apps call: it tells city time. */
  riderApi: string;
  json?: true;
}

/** Cases of a rule that are printed; `--json` has all. */
const MOST_CASES = 20;
const LONGEST_MS = minutes(10);

/** Prints what of all that must hold of a city holds; ends with code 1 when something does not. */
export async function showCityCheck(city: string, options: CheckOptions): Promise<void> {
  const operator = await openOperator(options);
  try {
    const sources = await citySources(operator, await cityTime(options));
    const facts = await readCity(sources, city, operator.call(LONGEST_MS));
    const findings = checkCity(facts);
    print(options.json ? jsonOf(city, facts, findings) : textOf(city, facts, findings));
    if (findings.some(({ broken }) => broken.length > 0)) process.exitCode = 1;
  } finally {
    operator.close();
  }
}

async function cityTime({ riderApi }: CheckOptions): Promise<{ now: string; speed: number }> {
  try {
    return await createCustomerApiClient({ baseUrl: riderApi }).getTime();
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw new UsageError(`nobody answers at ${riderApi}: --rider-api says where rider apps call`);
  }
}

function textOf(city: string, facts: CityFacts, findings: readonly Finding[]): string {
  const { bookings, live, states, taken } = summaryOf(facts);
  const lines = findings.flatMap(({ rule, broken }) => [
    `${broken.length === 0 ? 'holds' : 'BROKEN'}  ${rule}`,
    ...broken.slice(0, MOST_CASES).map((one) => `        ${one}`),
    ...(broken.length > MOST_CASES ? [`        and ${broken.length - MOST_CASES} more`] : []),
  ]);
  const counted = Object.entries(states).map(([state, count]) => `${count} ${state.toLowerCase()}`);
  return [
    `${city} at ${new Date(facts.since).toISOString()}: ${bookings} bookings, ${live} live (${counted.join(', ')})`,
    `taken: ${taken.join(', ') || 'nothing'}`,
    ...lines,
  ].join('\n');
}

function jsonOf(city: string, facts: CityFacts, findings: readonly Finding[]): string {
  const ok = findings.every(({ broken }) => broken.length === 0);
  return JSON.stringify({ city, ok, ...summaryOf(facts), findings });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
