import { runBehaviour } from './behaviour.ts';
import { runBytes } from './bytes.ts';
import type { Proof } from './clause.ts';
import { runEgress } from './egress.ts';
import { type Finding, type Outcome, weigh } from './finding.ts';
import { runRows } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Portion } from './shares.ts';
import { runStructure } from './structure.ts';
import { runTraces } from './traces.ts';

export type Probe = Proof['probe'];

/** Runs one probe and weighs what it found. An error and a time-out are unknown, never true. */
export async function runProbe(
  probe: Probe,
  scene: Omit<Scene, 'signal'>,
  limits: { timeoutMs: number; signal?: AbortSignal; portion?: Portion },
): Promise<Outcome> {
  const time = AbortSignal.timeout(limits.timeoutMs);
  const signal = limits.signal ? AbortSignal.any([time, limits.signal]) : time;
  const noted = new Set<string>();
  const snapshot: Scene['snapshot'] = (run) =>
    scene.snapshot((taken) => run({ ...taken, noted, portion: limits.portion ?? taken.portion }));
  try {
    return weigh(await Promise.race([look(probe, { ...scene, snapshot, signal }), whenAborted(signal)]), noted);
  } catch (error) {
    const cause = time.aborted ? `not finished after ${limits.timeoutMs / 1_000} s` : describe(error);
    return { verdict: 'unknown', finding: null, cause };
  }
}

function look(probe: Probe, scene: Scene): Promise<Finding> {
  switch (probe.kind) {
    case 'rows':
      return runRows(probe, scene);
    case 'structure':
      return runStructure(probe, scene);
    case 'behaviour':
      return runBehaviour(probe, scene);
    case 'bytes':
      return runBytes(probe, scene);
    case 'egress':
      return runEgress(probe, scene);
    case 'traces':
      return runTraces(probe, scene);
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
}

// Messages of the database or of the network may quote data; codes do not.
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'the probe failed';
  if ('code' in error && typeof error.code === 'string') return `the probe failed (${error.code})`;
  const cause = error.cause instanceof Error && 'code' in error.cause ? ` (${String(error.cause.code)})` : '';
  return error.constructor === Error ? `the probe failed: ${error.message}` : `the probe failed: ${error.name}${cause}`;
}
