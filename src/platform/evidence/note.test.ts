import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SigningKey } from '../crypto/secrets.ts';
import {
  checkpointText,
  findNotes,
  openCheckpoint,
  openNote,
  readCheckpoint,
  readKey,
  signNote,
  writeKey,
} from './note.ts';

// Keys, text and notes of golang.org/x/mod, sumdb/note/note_test.go (BSD-3-Clause).
const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const peterSeed = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const enochKey = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

const key = (written: string) => {
  const read = readKey(written);
  if (!read) throw new Error('no key');
  return read;
};
const [peter, enoch] = [key(peterKey), key(enochKey)];

function signingKey(seed: Buffer): SigningKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return {
    keyId: 'test',
    publicKey: createPublicKey(privateKey),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}
const peterSigning = signingKey(Buffer.from(peterSeed, 'base64').subarray(1));

test('a key is written as it was read, and no mangled one is read', () => {
  expect(writeKey(peter)).toBe(peterKey);
  for (let at = 0; at < peterKey.length; at += 1) {
    expect(readKey(peterKey.slice(0, at))).toBeNull();
    if (at > 0) expect(readKey(peterKey.slice(at))).toBeNull();
    const other = String.fromCharCode(peterKey.charCodeAt(at) + 1);
    expect(readKey(peterKey.slice(0, at) + other + peterKey.slice(at + 1))).toBeNull();
  }
  expect(readKey('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==')).toBeNull();
  expect(readKey('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')).toBeNull();
});

test('a note is signed byte for byte as the reference does, and opened', () => {
  expect(signNote(text, { name: 'PeterNeumann', signing: peterSigning })).toBe(`${text}\n${peterLine}`);
  expect(openNote(`${text}\n${peterLine}`, [peter])).toEqual({ text, key: peter });
  expect(openNote(`${text}\n${peterLine}${enochLine}`, [enoch])?.key).toEqual(enoch);
  expect(openNote(`${text}\n${peterLine}${enochLine}`, [])).toBeNull();
});

test('a note that is not well made or not signed by a known key is not opened', () => {
  const wrong = [
    text,
    `${text}\n`,
    `${text}\n${peterLine.slice(0, -1)}`,
    `\u0001${text}\n${peterLine}`,
    `${text}\n${peterLine}Unexpected line.\n`,
    `${text}\n${peterLine.slice(0, 60)}ABCD${peterLine.slice(60)}`,
    `${text}\n— Bad Name ${peterLine.split(' ')[2]}`,
    `${text}\n${peterLine.repeat(17)}`,
    `${text.replace('problem', 'Problem')}\n${peterLine}`,
    // A wrong signature of a known key spoils the note, whoever else has signed it.
    `${text}\n${enochLine}${peterLine.replace('x08go/ZJkuBS', 'x08go/ZJkuBT')}`,
  ];
  expect(wrong.filter((note) => openNote(note, [peter, enoch]) !== null)).toEqual([]);
});

test('a checkpoint is read as it was written, in its one spelling only', () => {
  const checkpoint = { origin: 'PeterNeumann', size: 20_852_163, root: randomBytes(32) };
  const written = checkpointText(checkpoint);
  expect(readCheckpoint(written)).toEqual(checkpoint);
  expect(readCheckpoint(`${written}further\n`)).toEqual(checkpoint);
  const note = signNote(written, { name: 'PeterNeumann', signing: peterSigning });
  expect(openCheckpoint(note, [peter])).toEqual(checkpoint);
  expect(openCheckpoint(note, [enoch])).toBeNull();
  const other = signNote(checkpointText({ ...checkpoint, origin: 'other' }), {
    name: 'PeterNeumann',
    signing: peterSigning,
  });
  expect(openCheckpoint(other, [peter])).toBeNull();
  const root = checkpoint.root.toString('base64');
  for (const strange of [
    `\n1\n${root}\n`,
    `log\n01\n${root}\n`,
    `log\n-1\n${root}\n`,
    `log\n1e3\n${root}\n`,
    `log\n99999999999999999999\n${root}\n`,
    `log\n1\n${root.slice(0, -2)}\n`,
    `log\n1\n${root}`,
    `log\n1\n${root}\n\n`,
  ])
    expect(readCheckpoint(strange)).toBeNull();
});

test('notes are found in a file and in a mail', () => {
  const notes = [1, 2].map((size) =>
    signNote(checkpointText({ origin: 'PeterNeumann', size, root: randomBytes(32) }), {
      name: 'PeterNeumann',
      signing: peterSigning,
    }),
  );
  expect(findNotes(notes.join('\n'))).toEqual(notes);
  expect(findNotes(`Dear witness,\n\nkeep this:\n\n${notes.join('\n')}\nYours`.replaceAll('\n', '\r\n'))).toEqual(
    notes,
  );
  expect(findNotes('nothing here')).toEqual([]);
});
