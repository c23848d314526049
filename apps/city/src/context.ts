import { type Catalogue } from './domain/catalogue.ts';

/** What the handlers may use. */
export interface CityContext {
  /** The cities as they are configured now. An answer is made from one reading of it. */
  catalogue(): Catalogue;
}
