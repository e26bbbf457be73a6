import { Encrypter } from 'age-encryption';

/** A text as a file of age that only the owner of this public key (X25519) opens. */
export async function encryptFor(publicKey: string, text: string): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(publicKey);
  return Buffer.from(await encrypter.encrypt(text));
}
