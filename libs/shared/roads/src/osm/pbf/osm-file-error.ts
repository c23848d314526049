/** Says that bytes are no OSM PBF file, are cut short, or use something of the format that is not read here. */
export class OsmFileError extends Error {
  override readonly name = 'OsmFileError';
}
