import { ApiError } from '../api/client.ts';
import { m } from '../messages/en.ts';

interface FormLike {
  setErrors: (errors: Record<string, string>) => void;
}

/** Puts the server's complaints beside their fields; what belongs to no field is returned for the form's foot. */
export function complain(form: FormLike, error: unknown): ApiError | unknown | null {
  if (error instanceof ApiError && Object.keys(error.fields).length > 0) {
    form.setErrors(Object.fromEntries(Object.entries(error.fields).map(([name, fault]) => [name, sentence(fault)])));
    return null;
  }
  return error;
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
