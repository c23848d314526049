/** A stretch of one street, as it is drawn. */
export interface StreetLine {
  /** The value of OpenStreetMap's `highway`. */
  readonly roadClass: string;
  /** Empty where it has none. */
  readonly name: string;
  /** Longitude, latitude, in degrees: as GeoJSON has it. At least two. */
  readonly points: readonly (readonly [lng: number, lat: number])[];
}
