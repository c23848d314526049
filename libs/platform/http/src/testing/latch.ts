/** Something that a spec lets happen. */
export interface Latch {
  readonly opened: Promise<void>;
  open(): void;
}

export function aLatch(): Latch {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
