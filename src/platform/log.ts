import pino from 'pino';

/** The only facts that a log line may hold. None of them can carry personal data. */
export interface LogFacts {
  readonly code?: string;
  readonly route?: string;
  readonly method?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly job?: string;
  readonly id?: string;
  readonly count?: number;
  readonly pid?: number;
  readonly version?: string;
  readonly demand?: string;
  readonly error?: unknown;
}

export interface Log {
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  error(event: string, facts?: LogFacts): void;
}

/** Structured lines to standard output. `event` is a fixed sentence, never built from data. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination ?? pino.destination(1),
  );
  const at =
    (write: 'info' | 'warn' | 'error') =>
    (event: string, facts: LogFacts = {}) =>
      logger[write](allowed(facts), event);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

const keys = ['code', 'route', 'method', 'status', 'ms', 'job', 'id', 'count', 'pid', 'version', 'demand'] as const;

function allowed(facts: LogFacts): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const key of keys) if (facts[key] !== undefined) line[key] = facts[key];
  if (facts.error !== undefined) Object.assign(line, describeError(facts.error));
  return line;
}

// A message may quote what somebody typed or a row of the database; the class, the code and the place never do.
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
  const code = 'keptCode' in error ? error.keptCode : 'code' in error ? error.code : undefined;
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined;
  return { error: error.name, errorCode: code, at: places, ...(cause ? { cause } : {}) };
}
