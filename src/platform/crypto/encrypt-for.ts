/** A text as a file of age that only the owner of this public key (X25519) opens. */
export async function encryptFor(publicKey: string, text: string): Promise<Buffer> {
  // Loaded when needed: with its curves it takes several MB, and few servers hand anything over.
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.addRecipient(publicKey);
  return Buffer.from(await encrypter.encrypt(text));
}
