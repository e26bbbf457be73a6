import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Judgement } from './judge.ts';
import type { Answer, Order } from './lane.ts';
import type { Mutant } from './mutant.ts';

interface Told {
  /** Each look ends with the first probe that is red. */
  readonly untilRed: boolean;
  /** What was red, or not to be proven, in an installation without a violation: one of each kind that was needed. */
  readonly clean: (found: { red: readonly string[]; unknown: readonly string[] }) => void;
  readonly judged: (mutant: Mutant, judgement: Judgement) => void;
}

/**
 * Judges violations in some processes at once: most of the time is spent waiting for one answer after the other, of PostgreSQL
 * and of the server, so that two of them are done in little more than the time of one.
 */
export async function judgeAll(list: readonly Mutant[], count: number, told: Told): Promise<void> {
  const queue = [...list];
  const lanes = Array.from({ length: Math.min(count, list.length) }, () => runLane(queue, told));
  await Promise.all(lanes);
}

async function runLane(queue: Mutant[], told: Told): Promise<void> {
  const child = fork(join(import.meta.dirname, 'lane.ts'), [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  try {
    for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
      child.send({ judge: mutant.id, untilRed: told.untilRed } satisfies Order);
      let answer = await next(child);
      for (; 'clean' in answer; answer = await next(child)) told.clean(answer.clean);
      told.judged(mutant, answer.judgement);
    }
  } finally {
    if (child.connected) child.send({ end: true } satisfies Order);
    if (child.exitCode === null) await once(child, 'exit');
  }
}

/** The next answer, or that it ended without one. */
async function next(child: ChildProcess): Promise<Answer> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    const [message] = (await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(() => Promise.reject(new Error('a process that judges has ended'))),
    ])) as [Answer];
    return message;
  } finally {
    waiting.abort();
  }
}
