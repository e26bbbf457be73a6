import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  countRequest(route: string, method: string, status: number, ms: number): void;
  /** For routes whose time matters more than how it is spread: only counted (quick.ts). */
  countQuick(route: string, status: number): void;
  countError(code: string): void;
  /** Gauges whose values are asked for at each scrape; where that fails, they are left out of it. */
  askFor(gauges: readonly AskedGauge[], values: () => Promise<readonly GaugeValue[]>): void;
  /** Clauses by state, for the alarm. */
  setClauseStates(states: Readonly<Record<string, number>>): void;
}

export interface AskedGauge {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

export interface GaugeValue {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
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
  const quick = new Map<string, number>();
  new Counter({
    name: 'kept_http_quick_requests_total',
    help: 'Requests answered from memory, by route and status.',
    labelNames: ['route', 'status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [key, count] of quick) {
        const [status = '', route = ''] = key.split(' ');
        this.inc({ route, status }, count);
      }
    },
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
    countQuick: (route, status) => {
      const key = `${status} ${route}`;
      quick.set(key, (quick.get(key) ?? 0) + 1);
    },
    countError: (code) => failures.inc({ code }),
    askFor: (gauges, values) => askFor(registry, gauges, values),
    setClauseStates: (states) => {
      for (const [state, count] of Object.entries(states)) clauses.set({ state }, count);
    },
  };
}

/** All of them are asked for once a scrape, by whichever comes first. */
function askFor(registry: Registry, gauges: readonly AskedGauge[], values: () => Promise<readonly GaugeValue[]>): void {
  let asked: Promise<readonly GaugeValue[]> | null = null;
  const ask = () => {
    asked ??= values()
      .catch(() => [])
      .finally(() => {
        asked = null;
      });
    return asked;
  };
  for (const { name, help, labels } of gauges)
    new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      async collect() {
        const found = await ask();
        this.reset();
        for (const value of found.filter((each) => each.name === name)) this.set({ ...value.labels }, value.value);
      },
    });
}
