import { describe, expect, it } from 'vitest';
import { mutants } from './all.ts';
import type { Edit } from './plant.ts';
import { plants } from './plants.ts';
import { edited, sourceOf } from './tree.ts';

/** Clauses with their probes, and what looks for them: a violation that changes these would blind who is to see it. */
const looks = /\/clauses(\/|\.ts)|^src\/cli\/(audit|demo|proof)|^test\//;

function faults(edits: readonly Edit[]): string[] {
  const texts = new Map<string, string>();
  return edits.flatMap((edit) => {
    try {
      texts.set(edit.file, edited(texts.get(edit.file) ?? sourceOf(edit.file), edit));
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : 'failed'];
    }
  });
}

describe('the violations that are a change of the program', () => {
  it('still fit the source', () => {
    const stale = Object.entries(plants).flatMap(([id, { edits }]) => faults(edits).map((fault) => `${id}: ${fault}`));
    expect(stale).toEqual([]);
  });

  it('are each one of the corpus, and change something', () => {
    const changes = new Set(mutants.filter(({ change }) => change !== undefined).map(({ id }) => id));
    expect(Object.keys(plants).filter((id) => !changes.has(id))).toEqual([]);
    expect(Object.entries(plants).filter(([, { edits }]) => edits.length === 0)).toEqual([]);
    expect(Object.entries(plants).filter(([, { edits }]) => edits.some(({ find, put }) => find === put))).toEqual([]);
  });

  it('leave every probe as it is', () => {
    const files = Object.values(plants).flatMap(({ edits }) => edits.map(({ file }) => file));
    expect(files.filter((file) => looks.test(file))).toEqual([]);
  });

  it('are told as stale where the source has changed', () => {
    const edit = { file: 'src/platform/log.ts', find: 'what is not there', put: '' };
    expect(faults([edit])).toEqual(['stale: src/platform/log.ts holds 0 times: what is not there']);
  });
});
