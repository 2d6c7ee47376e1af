import type { AsyncAPIDocument } from "./document.ts";

/** Writes the current document as JSON, once as long as nothing has changed: `current` gives the same object then. */
export function documentText(current: () => AsyncAPIDocument): () => string {
  let written: { readonly document: AsyncAPIDocument; readonly text: string } | undefined;
  return () => {
    const document = current();
    if (written?.document !== document) written = { document, text: JSON.stringify(document) };
    return written.text;
  };
}
