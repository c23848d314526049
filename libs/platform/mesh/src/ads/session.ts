import { createHash } from 'node:crypto';

import { HansomError } from '@hansom/platform-errors';

import { type MeshView } from '../model/view.ts';
import { type Any } from '../resources/messages.ts';
import { encodedResource, type Kind, kindOf, KINDS, urlOf } from '../resources/resources.ts';

/** What a client says, as `envoy.service.discovery.v3.DiscoveryRequest` has it. */
export interface DiscoveryRequest {
  readonly type_url: string;
  readonly resource_names: readonly string[];
  /** Of the answer that this is about; empty: of none. */
  readonly response_nonce: string;
  /** Why that answer was refused. */
  readonly error_detail?: { readonly message: string } | null;
  /** In a client's first request. */
  readonly node?: { readonly id: string; readonly locality?: { readonly zone: string } | null } | null;
}

export interface DiscoveryResponse {
  readonly type_url: string;
  readonly version_info: string;
  readonly nonce: string;
  readonly resources: readonly Any[];
}

/** A client refused an answer: the only sign of a resource that is wrong. */
export interface RefusedAnswer {
  readonly node: string;
  readonly kind: Kind;
  readonly version: string;
  readonly reason: string;
}

interface Subscription {
  names: readonly string[];
  /** Everything that there is of the kind, beside the names. */
  all: boolean;
  /** Whether names were ever asked for: from then on a list without any is none. */
  named: boolean;
  nonce: string;
  /** Of the last answer. */
  version: string;
}

/** Asks for all of a kind. So does a first request without names, as it did before there was a name for it. */
const ALL = '*';
/** Kinds of which all may be asked for. */
const LISTED: readonly Kind[] = ['cluster', 'listener'];

/** A client that asks for more is refused: no service calls so many. */
const MAX_NAMES = 4096;

/**
 * One stream of the xDS protocol, state of the world
 * (https://www.envoyproxy.io/docs/envoy/latest/api-docs/xds_protocol): what a client subscribed to, and what it was told. Nothing
 * is answered before there is a mesh: an answer without a resource would delete it.
 */
export class AdsSession {
  private readonly subscriptions = new Map<Kind, Subscription>();
  private node = '';
  private zone = '';
  private nonces = 0;

  constructor(
    private view: MeshView | undefined,
    private readonly onRefused: (refused: RefusedAnswer) => void,
  ) {}

  /** The answers to a request: none, or one. Throws `traffic.too_many_names` when it asks for too much. */
  receive(request: DiscoveryRequest): DiscoveryResponse[] {
    this.meet(request);
    const kind = kindOf(request.type_url);
    if (!kind) return []; // asked of every control plane: what ours does not have
    if (request.resource_names.length > MAX_NAMES) throw tooMany(kind);
    const known = this.subscriptions.get(kind);
    if (known && request.response_nonce !== known.nonce) return []; // about an answer that was overtaken
    if (known && request.error_detail) this.refused(kind, known, request.error_detail.message);
    return this.subscribe(kind, request.resource_names);
  }

  /** What is to be told when the mesh has changed: each kind whose resources are others now. */
  update(view: MeshView): DiscoveryResponse[] {
    if (view === this.view) return [];
    this.view = view;
    return KINDS.flatMap((kind) => this.answer(kind, 'changed'));
  }

  private meet({ node }: DiscoveryRequest): void {
    if (!node) return;
    this.node = node.id;
    this.zone = node.locality?.zone ?? '';
  }

  private subscribe(kind: Kind, asked: readonly string[]): DiscoveryResponse[] {
    const known = this.subscriptions.get(kind) ?? NOTHING;
    const named = known.named || asked.length > 0;
    const all = LISTED.includes(kind) && (asked.includes(ALL) || !named);
    const names = [...new Set(asked)].filter((name) => name !== ALL); // a resource twice would be refused
    const added = (all && !known.all) || names.some((name) => !known.names.includes(name));
    this.subscriptions.set(kind, { ...known, names, all, named });
    return added ? this.answer(kind, 'asked') : [];
  }

  private answer(kind: Kind, why: 'asked' | 'changed'): DiscoveryResponse[] {
    const { view, zone } = this;
    const subscription = this.subscriptions.get(kind);
    if (!view || !subscription || !(subscription.all || subscription.names.length > 0)) return [];
    const names = new Set([...(subscription.all ? view.services : []), ...subscription.names]);
    const resources = Array.from(names, (name) => encodedResource(view, { kind, name, zone }));
    const version = versionOf(resources);
    if (why === 'changed' && version === subscription.version) return [];
    const nonce = String(++this.nonces);
    this.subscriptions.set(kind, { ...subscription, nonce, version });
    return [{ type_url: urlOf(kind), version_info: version, nonce, resources }];
  }

  private refused(kind: Kind, { version }: Subscription, reason: string): void {
    this.onRefused({ node: this.node, kind, version, reason });
  }
}

const NOTHING: Subscription = { names: [], all: false, named: false, nonce: '', version: '' };

function tooMany(kind: Kind): HansomError {
  return new HansomError('invalid_argument', 'traffic.too_many_names', {
    description: `asks for more than ${MAX_NAMES} names of ${kind}`,
  });
}

/** The same for the same resources, whoever answers. */
function versionOf(resources: readonly Any[]): string {
  const hash = createHash('sha256');
  for (const { value } of resources) hash.update(value);
  return hash.digest('base64url').slice(0, 16);
}
