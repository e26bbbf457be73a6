import { ApiError } from '../api/client.ts';

interface FormLike {
  setErrors: (errors: Record<string, string>) => void;
}

/** Puts the server's complaints beside their fields; what belongs to no field is returned for the form's foot. */
export function complain(form: FormLike, error: unknown): ApiError | unknown | null {
  if (error instanceof ApiError && Object.keys(error.fields).length > 0) {
    form.setErrors(error.fields);
    return null;
  }
  return error;
}

export const needed = (message: string) => (value: unknown) =>
  (typeof value === 'string' ? value.trim() : value) ? null : message;

const mailbox = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
export const isMailbox = (message: string) => (value: string | null) =>
  mailbox.test(value?.trim() ?? '') ? null : message;
