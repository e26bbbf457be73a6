import { QueryCache, QueryClient } from '@tanstack/react-query';
import { currentSitting } from './sitting.ts';

interface ErrorBody {
  code: string;
  message: string;
  next: string;
  /** Name of the field -> what is wrong with it. */
  fields?: Record<string, string>;
  facts?: Record<string, unknown>;
}

/** The server's coded error, or the desk's own where no answer came. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly next: string;
  readonly fields: Record<string, string>;
  readonly facts: Record<string, unknown>;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.next = body.next;
    this.fields = body.fields ?? {};
    this.facts = body.facts ?? {};
  }
}

interface Options {
  body?: unknown;
  /** A file as the body, instead of JSON; its name travels beside it. */
  file?: File;
  /** A piece of a file as the body. */
  piece?: Blob;
  /** Send the sitting's purpose and reason: the call reads a person. */
  personal?: boolean;
  /** Sent twice under one key, the server acts once. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Calls `/api/v1<path>`; an empty answer is `null`. Throws ApiError. */
export async function call<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['kept-csrf'] = '1';
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  const sitting = options.personal ? currentSitting() : null;
  if (sitting) {
    headers['kept-purpose'] = sitting.purpose;
    headers['kept-reason'] = encodeURIComponent(sitting.reason);
  }
  if (options.file) {
    headers['content-type'] = 'application/octet-stream';
    headers['kept-file-name'] = encodeURIComponent(options.file.name);
  }
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.file) init.body = options.file;
  if (options.piece) {
    headers['content-type'] = 'application/octet-stream';
    init.body = options.piece;
  }
  if (options.signal) init.signal = options.signal;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, init);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(0, noAnswer);
  }
  if (response.status === 204) return null as T;
  const text = await response.text();
  const answer = parse(text);
  if (response.ok) return answer as T;
  throw new ApiError(
    response.status,
    errorIn(answer) ?? { ...oddAnswer, message: `${oddAnswer.message} (${response.status})` },
  );
}

const noAnswer = {
  code: 'KEPT_NO_ANSWER',
  message: 'The server did not answer.',
  next: 'Nothing you typed is lost. Check your connection and try again.',
};
const oddAnswer = {
  code: 'KEPT_ODD_ANSWER',
  message: 'The server answered with an error.',
  next: 'Try again; if it stays, tell whoever runs this server.',
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function errorIn(answer: unknown): ErrorBody | null {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return null;
  return answer.error as ErrorBody;
}

export function isCode(error: unknown, ...codes: string[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code);
}

/** `{a: 1, b: null}` -> `?a=1`; empty -> ''. */
export function query(params: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

export const queries: QueryClient = new QueryClient({
  // Signed out elsewhere, or too long ago: ask who is there.
  queryCache: new QueryCache({
    onError: (error) => {
      if (isCode(error, 'KEPT_NOT_SIGNED_IN')) void queries.invalidateQueries({ queryKey: ['session'] });
    },
  }),
  defaultOptions: {
    queries: {
      // One retry, and only where no answer came: a refusal stays a refusal.
      retry: (failures, error) =>
        failures < 1 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
      refetchOnWindowFocus: false,
      staleTime: 5_000,
    },
  },
});
