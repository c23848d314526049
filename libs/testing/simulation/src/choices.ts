import { canonical, type Fate, type Operation } from '@hansom/platform-store';

import { anyLostWrite, type Budget, PAUSES, type Scenario } from './scenario.ts';
import { type Simulation, type Waiting } from './simulation.ts';

/** One thing that may happen next. */
export interface Choice {
  /** What happens, for a trace. */
  label(): string;
  /** Something that goes wrong, and is paid for from the budget. */
  cost?: keyof Budget;
  take(): Promise<void>;
}

/** What may happen in a simulation, and what has been spent of its budget. */
export class Choices {
  private readonly left: Required<Budget>;
  private over = false;

  constructor(
    private readonly simulation: Simulation,
    private readonly scenario: Pick<Scenario<unknown>, 'budget' | 'pauses' | 'fates' | 'inOrder'>,
  ) {
    this.left = { faults: 0, crashes: 0, pauses: 0, ...scenario.budget };
  }

  /** All that may happen next, what is ordinary first; none when all has come to rest. */
  options(): Choice[] {
    const ordinary = this.releases(() => ['done']);
    const arrivals = this.arrivals();
    if (ordinary.length === 0) return this.over || arrivals.length === 0 ? [] : [...arrivals, this.end()];
    const affordable = [...this.faults(), ...this.crashes(), ...this.pauses()];
    return [...ordinary, ...arrivals, ...affordable.filter(({ cost }) => cost && this.left[cost] > 0)];
  }

  async take(choice: Choice): Promise<void> {
    if (choice.cost) this.left[choice.cost]--;
    await choice.take();
  }

  snapshot(): string {
    return canonical([this.left, this.over]);
  }

  private faults(): Choice[] {
    const fates = this.scenario.fates ?? anyLostWrite;
    return this.releases(fates).map((choice) => ({ ...choice, cost: 'faults' }));
  }

  private releases(fates: (operation: Operation) => readonly Fate[]): Choice[] {
    return this.eligible().flatMap((waiting) =>
      fates(waiting.operation).map((fate) => ({
        label: () => `${describeOperation(waiting.operation)} ${fate}`,
        take: () => this.simulation.release(waiting, fate),
      })),
    );
  }

  private eligible(): readonly Waiting[] {
    const { waiting } = this.simulation;
    if (!this.scenario.inOrder) return waiting;
    const oldest = new Map([...waiting].reverse().map((one) => [one.operation.process, one]));
    return [...oldest.values()].reverse();
  }

  private crashes(): Choice[] {
    const busy = new Set(this.simulation.waiting.map(({ operation }) => operation.process));
    const crash = (name: string) => async (): Promise<void> => this.simulation.crash(name);
    return [...busy].map((name) => ({ label: () => `${name} CRASHES`, cost: 'crashes', take: crash(name) }));
  }

  private pauses(): Choice[] {
    return (this.scenario.pauses ?? PAUSES).map((ms) => ({
      label: () => `${ms / 1000} s PASS`,
      cost: 'pauses',
      take: () => this.simulation.pass(ms),
    }));
  }

  private end(): Choice {
    const take = async (): Promise<void> => {
      this.over = true;
    };
    return { label: () => 'nothing more ARRIVES', take };
  }

  private arrivals(): Choice[] {
    return this.simulation.store.inFlight.map((operation, index) => ({
      label: () => `${describeOperation(operation)} ARRIVES`,
      take: async () => this.simulation.deliver(index),
    }));
  }
}

function describeOperation({ process, kind, target, key, detail }: Operation): string {
  return `${process}: ${kind} ${target} ${key}${detail === undefined ? '' : ` ${canonical(detail)}`}`;
}
