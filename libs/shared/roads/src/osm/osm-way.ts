import { type LatLng } from '../lat-lng.ts';

/** Ways that share a node, by its id, meet there. Ways that merely cross, as on a bridge, do not. */
export interface OsmNode extends LatLng {
  readonly id: number;
}

/** A line of OpenStreetMap with its tags, in the order in which it was drawn: `oneway=yes` means that order. */
export interface OsmWay {
  readonly nodes: readonly OsmNode[];
  readonly tags: OsmTags;
}

export type OsmTags = Readonly<Partial<Record<string, string>>>;
