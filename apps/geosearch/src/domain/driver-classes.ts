import { CLASSES, ClassSet, type DriverClass } from '@hansom/shared-geo';

import { type Filter, matches, type Standing } from './driver.ts';

/** Nobody finds them. */
export const NO_CLASS: DriverClass = -1;

/** Whoever comes when all others are taken: whom a question is about is then looked up driver by driver. */
const OTHERS: DriverClass = CLASSES - 1;

/**
 * Numbers for what questions tell drivers apart by: the world, the service types, and whether they are free. A city has some; whoever goes beyond 63
 * is found all the same, only not as fast.
 */
export class DriverClasses {
  private readonly numbers = new Map<string, DriverClass>();
  private readonly kinds: Pick<Standing, 'tenancy' | 'free' | 'serviceTypes'>[] = [];
  private othersAreIn = false;

  of({ live, tenancy, free, serviceTypes }: Standing): DriverClass {
    if (!live) return NO_CLASS;
    const kind = { tenancy, free, serviceTypes: [...new Set(serviceTypes)].sort() };
    const name = JSON.stringify(kind);
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    if (this.kinds.length === OTHERS) {
      this.othersAreIn = true;
      return OTHERS;
    }
    this.numbers.set(name, this.kinds.length);
    return this.kinds.push(kind) - 1;
  }

  /** The classes of a filter. `othersToo`: some of them are not in the filter, and each driver must be asked. */
  matching(filter: Filter): { classes: ClassSet; othersToo: boolean } {
    const classes = new ClassSet();
    for (const [number, kind] of this.kinds.entries()) if (matches(kind, filter)) classes.add(number);
    if (this.othersAreIn) classes.add(OTHERS);
    return { classes, othersToo: this.othersAreIn };
  }
}
