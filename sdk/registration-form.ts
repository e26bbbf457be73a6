import { isObject, parseObject } from './encoding.ts';
import { type Refusal, refusal, refusalOf } from './refusals.ts';
import { ask } from './server.ts';
import type { State } from './state.ts';

/** One field, with everything that is to be shown beside it. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  /** How it is entered: `line`, `text`, `email`, `phone`, `country`, `choice`; draw others as `line`. */
  readonly kind: string;
  readonly maxLength: number;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly needed: boolean;
  readonly why: string;
  readonly need: string;
  readonly purposes: readonly string[];
  readonly recipients: string;
  readonly retention: string;
}

/** The registration form as the server has it now: to be drawn, and `notice.sha256` to be sent with what was told. */
export interface RegistrationForm {
  readonly notice: { readonly id: string; readonly kind: string; readonly version: number; readonly sha256: string };
  readonly collector: {
    readonly name: string;
    readonly address: string;
    readonly phone: string;
    readonly privacyMailbox: string;
  };
  readonly fields: readonly FormField[];
  readonly licensors: readonly {
    readonly id: string;
    readonly name: string;
    readonly technologies: readonly string[];
    readonly products: readonly string[];
    readonly fields: readonly string[];
  }[];
  readonly marketing: { readonly label: string; readonly text: string };
  /** As whom an education licence is registered, and whether the age screen comes first. */
  readonly registrants?: readonly { readonly value: string; readonly label: string; readonly ageScreen: boolean }[];
  /** To be drawn as it is: a word on which date would do is a fault. */
  readonly ageScreen?: {
    readonly title: string;
    readonly text: string;
    readonly fields: readonly { readonly name: string; readonly label: string; readonly maxLength: number }[];
    readonly send: string;
  };
}

export type FormOutcome = { readonly ok: true; readonly form: RegistrationForm } | Refusal;

const mostFormBytes = 1_048_576;

/** Asks the server for the registration form of this release. */
export async function fetchForm(state: State): Promise<FormOutcome> {
  const { releaseId } = state.options;
  const query = releaseId ? `?release=${encodeURIComponent(releaseId)}` : '';
  const sent = await ask(state, `/api/v1/registration-schema${query}`, { mostBytes: mostFormBytes });
  if (!sent.ok) return sent;
  if (sent.value.status !== 200) return refusalOf(sent.value, state.kept.reseller);
  const form = parseObject(sent.value.body);
  if (!form) return refusal(2001, state.kept.reseller);
  return isForm(form) ? { ok: true, form } : refusal(2003, state.kept.reseller);
}

function isForm(value: unknown): value is RegistrationForm {
  if (!isObject(value)) return false;
  const { notice, collector, fields, licensors, marketing } = value;
  return (
    isObject(notice) &&
    typeof notice.sha256 === 'string' &&
    hasTexts(collector, ['name', 'address', 'phone', 'privacyMailbox']) &&
    hasTexts(marketing, ['label', 'text']) &&
    Array.isArray(licensors) &&
    licensors.every((each) => hasTexts(each, ['name'])) &&
    Array.isArray(fields) &&
    fields.every(isField)
  );
}

function isField(value: unknown): boolean {
  if (!isObject(value) || typeof value.needed !== 'boolean') return false;
  const texts = ['name', 'label', 'kind', 'why', 'need', 'recipients', 'retention'];
  return hasTexts(value, texts) && Array.isArray(value.choices) && Array.isArray(value.purposes);
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return isObject(value) && names.every((name) => typeof value[name] === 'string');
}
