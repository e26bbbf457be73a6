// Writes the test vectors anew: `node sdk/vectors/make.ts`. Nothing in them is random, so the same text comes out each time.
import { writeFileSync } from 'node:fs';
import { answers } from './answers.ts';
import { carried, proof, question, requests } from './carried.ts';
import { decisions } from './decisions.ts';
import { documents, fingerprint } from './documents.ts';
import { leases } from './leases.ts';
import { meters } from './meters.ts';
import { foreignKey, knownKey } from './signer.ts';

const publicKeys = [knownKey.publicKey, foreignKey.publicKey];

/** The text of each file of this folder. */
export const files = {
  'documents.json': { publicKeys, fingerprint, toleranceMs: 90_000_000, documents },
  'answers.json': { publicKeys, toleranceMs: 90_000_000, answers },
  'leases.json': { publicKeys, toleranceMs: 90_000_000, leases },
  'meters.json': { publicKeys, toleranceMs: 90_000_000, meters },
  'decisions.json': { decisions },
  'carried.json': { publicKeys, toleranceMs: 90_000_000, question, requests, proof, carried },
};

export function textOf(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

if (import.meta.main)
  for (const [name, content] of Object.entries(files)) writeFileSync(new URL(name, import.meta.url), textOf(content));
