import { type SignedIn } from '../exchange/signed-in.ts';

/** Who asks, told by a cookie that the gateway gave to a browser. The token behind it never leaves the house. */
export interface CookieIdentity {
  readonly name: string;
  /**
   * A header, in lower case, that every request which changes something has to have with `1` in it. Together with its origin it shows that a page
   * of ours sent it: others would have to ask first, and are not answered.
   */
  readonly guard: string;
  /** Whose it is; undefined: nobody's any more, and the browser is told to forget it. */
  identify(value: string): Promise<SignedIn | undefined>;
}
