import { AssetsError } from "../../util/errors.ts";

/** A picture cannot be drawn, or not in time. The hint says what to do instead. */
export class PictureError extends AssetsError {
  override readonly name = "PictureError";
}
