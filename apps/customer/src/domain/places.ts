/** A place that a rider saved under a name. */
export interface SavedPlace {
  name: string;
  lat: number;
  lng: number;
  label: string;
}

/** With that place under its name, in the order of names; undefined when it would be one too many. */
export function withPlace(
  places: readonly SavedPlace[],
  place: SavedPlace,
  most: number,
): SavedPlace[] | undefined {
  const others = withoutPlace(places, place.name);
  if (others.length >= most) return undefined;
  return [...others, place].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function withoutPlace(places: readonly SavedPlace[], name: string): SavedPlace[] {
  return places.filter((place) => place.name !== name);
}
