/** To come: workbooks in a child. */
export async function* csvOfWorkbook(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* bytes;
}
