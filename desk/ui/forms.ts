import { ApiError } from '../api/client.ts';
import { m } from '../messages/en.ts';

interface FormLike {
  setErrors: (errors: Record<string, string>) => void;
  getValues: () => object;
}

/**
 * Puts the server's complaints beside their fields; what belongs to no field is returned for the form's foot. `named`: fields of the form
 * by what the server calls them, where it calls them otherwise. Not to be called while a form is drawn: it changes the form.
 */
export function complain(
  form: FormLike,
  error: unknown,
  named: Readonly<Record<string, string>> = {},
): ApiError | unknown | null {
  if (!(error instanceof ApiError) || Object.keys(error.fields).length === 0) return error;
  const first = (name: string) => name.split('.')[0] ?? name;
  const faults = Object.entries(error.fields).map(
    ([name, fault]) => [named[name] ?? named[first(name)] ?? name, sentence(fault)] as const,
  );
  form.setErrors(Object.fromEntries(faults));
  return faults.every(([name]) => first(name) in form.getValues()) ? null : error;
}

/** The server names faults as they follow the field's name: "is taken". */
export function sentence(fault: string): string {
  return /^[a-z]/.test(fault) ? m.failure.field(fault) : fault;
}

export const needed = (message: string) => (value: unknown) =>
  (typeof value === 'string' ? value.trim() : value) ? null : message;

const mailbox = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const isMailbox = (message: string) => (value: string | null) =>
  mailbox.test(value?.trim() ?? '') ? null : message;
