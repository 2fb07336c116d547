import type * as Ion from "ion-js";
import type { IonModule } from "../../model/ion-value.ts";

export type IonForm = "text" | "binary";

/** A method of ion-js's binary writer that is missing from its types. */
interface NameEncoder {
  encodeAnnotations?: (names: readonly string[]) => Uint8Array;
}

/** The library's writer. In binary, each field name is encoded once. */
export function makeIonWriter(ion: IonModule, form: IonForm): Ion.Writer {
  if (form === "text") return ion.makeTextWriter();
  const writer = ion.makeBinaryWriter();
  encodeNamesOnce(writer as NameEncoder);
  return writer;
}

/**
 * ion-js allocates 8 KiB for every field name in binary, which triples the time. Within a writer, a name keeps its
 * symbol id and therefore its bytes. A version without this method works unchanged, only slower.
 */
function encodeNamesOnce(writer: NameEncoder): void {
  const encode = writer.encodeAnnotations?.bind(writer);
  if (!encode) return;
  const known = new Map<string, Uint8Array>();
  writer.encodeAnnotations = (names) => {
    const [name] = names;
    if (name === undefined || names.length > 1) return encode(names);
    const bytes = known.get(name) ?? encode(names);
    known.set(name, bytes);
    return bytes;
  };
}
