/** What a kind of store is called where it is asked for. */
export interface StoreKind {
  readonly name: string;
  /** Of the environment: where one runs already. */
  readonly addressVariable: string;
  /** How such an address looks. */
  readonly example: string;
  /** Of the environment: which image is used. */
  readonly imageVariable: string;
  readonly image: string;
}

/** What there is on this machine. */
export interface There {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether `docker info` answers. */
  docker(): boolean;
  /** What is lacking to run one as a process of this machine, and how to get it; undefined: nothing. */
  lackingForProcess(): string | undefined;
}

/** How a suite may get its store. */
export type Way =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'docker'; readonly image: string }
  | { readonly kind: 'process' };

/** The ways, best first: the next is tried where one fails. Or what is lacking, and what would provide it. */
export type Choice = { readonly ways: readonly Way[] } | { readonly lacking: string };

/**
 * Who gives an address, or names an image, wants that and nothing else. Otherwise Docker, when it answers; its images may not be to be had, so a
 * process of this machine comes next.
 */
export function chooseWay(kind: StoreKind, there: There): Choice {
  const address = there.env[kind.addressVariable];
  if (address) return { ways: [{ kind: 'address', address }] };
  const named = there.env[kind.imageVariable];
  const docker: Way[] = there.docker() ? [{ kind: 'docker', image: named || kind.image }] : [];
  if (named && docker.length > 0) return { ways: docker };
  const lacking = there.lackingForProcess();
  if (lacking === undefined) return { ways: [...docker, { kind: 'process' }] };
  if (docker.length > 0) return { ways: docker };
  return { lacking: `${kind.name}. One of: ${remedies(kind, lacking).join('; ')}` };
}

function remedies({ addressVariable, example }: StoreKind, lacking: string): string[] {
  return [`${addressVariable}=${example}`, 'Docker, whose `docker info` does not answer', lacking];
}
