import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  countRequest(route: string, method: string, status: number, ms: number): void;
  countError(code: string): void;
  /** Clauses by state, for the alarm. */
  setClauseStates(states: Readonly<Record<string, number>>): void;
}

/** Prometheus metrics: routes and codes only, never a caller. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'kept_' });
  const requests = new Histogram({
    name: 'kept_http_request_seconds',
    help: 'Time to answer, by route, method and status class.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const failures = new Counter({
    name: 'kept_errors_total',
    help: 'Refusals and faults by code.',
    labelNames: ['code'],
    registers: [registry],
  });
  const clauses = new Gauge({
    name: 'kept_clause_demands',
    help: 'Demands of the policy by state.',
    labelNames: ['state'],
    registers: [registry],
  });
  return {
    registry,
    countRequest: (route, method, status, ms) =>
      requests.observe({ route, method, status: `${Math.floor(status / 100)}xx` }, ms / 1_000),
    countError: (code) => failures.inc({ code }),
    setClauseStates: (states) => {
      for (const [state, count] of Object.entries(states)) clauses.set({ state }, count);
    },
  };
}
