export {
  cityOf,
  type Id,
  idCheck,
  InvalidId,
  kindOf,
  makeId,
  parseId,
  type ParsedId,
  requireId,
  timeOf,
  uuidOf,
} from './ids.ts';
export {
  cityCheck,
  type CityCode,
  cityCode,
  type GlobalKind,
  ID_KINDS,
  type IdKind,
  isCityCode,
  type RegionalKind,
} from './kinds.ts';
export { derivedUuid } from './uuid.ts';
export { idFromWords, type Words, wordsOf, writeWords } from './words.ts';
