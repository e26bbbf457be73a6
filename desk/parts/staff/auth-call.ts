import { ApiError } from '../../api/client.ts';
import { m } from '../../messages/en.ts';

interface Answer<T> {
  data: T | null;
  error: { code?: string | undefined; message?: string | undefined; status: number } | null;
}

/** better-auth answers with an error object; the desk throws its own kind, in its own words. */
export async function settled<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error } = await answer;
  if (!error) return data as T;
  const code = error.code ?? 'KEPT_SIGN_IN';
  const known = m.authErrors[code];
  if (known) throw new ApiError(error.status, { code, ...known });
  if (error.status === 429) throw new ApiError(429, { code: 'KEPT_TOO_MANY', ...m.authErrors.TOO_MANY });
  throw new ApiError(error.status, {
    code,
    message: error.message ?? m.authErrors.OTHER.message,
    next: m.authErrors.OTHER.next,
  });
}

/** Loaded when needed: it is no part of the first screen. */
export async function authClient() {
  return (await import('../../api/auth.ts')).auth;
}
