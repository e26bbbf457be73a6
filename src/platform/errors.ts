/** What a coded error is made of. `message` says what is wrong, `next` what to do; neither ever holds personal data. */
interface Definition {
  readonly status: number;
  readonly message: string;
  readonly next: string;
}

/** Facts that a sentence may name: never personal data. `fields` goes to a form: name of the field -> what is wrong with it. */
export interface Facts {
  readonly fields?: Record<string, string>;
  readonly [name: string]: unknown;
}

export class KeptError extends Error {
  readonly keptCode: string;
  readonly status: number;
  readonly next: string;
  readonly facts: Facts;

  constructor(code: string, definition: Definition, facts: Facts, cause?: unknown) {
    super(fill(definition.message, facts), cause === undefined ? undefined : { cause });
    this.name = 'KeptError';
    this.keptCode = code;
    this.status = definition.status;
    this.next = fill(definition.next, facts);
    this.facts = facts;
  }
}

const known = new Map<string, Definition>();

/** Declares the coded errors of a part. Each code has one home; `{name}` in a sentence is filled from the facts. */
export function defineErrors<const D extends Record<string, Definition>>(
  definitions: D,
): { [Code in keyof D]: (facts?: Facts, cause?: unknown) => KeptError } {
  const made: Record<string, (facts?: Facts, cause?: unknown) => KeptError> = {};
  for (const [code, definition] of Object.entries(definitions)) {
    if (known.has(code)) throw new Error(`error code ${code} is defined twice`);
    known.set(code, definition);
    made[code] = (facts = {}, cause) => new KeptError(code, definition, facts, cause);
  }
  return made as { [Code in keyof D]: (facts?: Facts, cause?: unknown) => KeptError };
}

/** All codes with their sentences: docs/errors.md is compared with this. */
export function knownErrors(): ReadonlyMap<string, Readonly<Definition>> {
  return known;
}

function fill(sentence: string, facts: Facts): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
}
