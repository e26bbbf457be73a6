import type { Deps } from '../../../../platform/deps.ts';
import { KeptError } from '../../../../platform/errors.ts';
import { audit } from '../../../staff/index.ts';
import { deleteOldPieces, deletePieces } from '../../store/import-pieces.ts';
import { claim, type ImportRow, readForsaken, readImport, writeEnd, writeStep } from '../../store/imports.ts';
import type { ImportAssigner } from '../../wire/handed.ts';
import type { ImportState } from '../../wire/imports.ts';
import { checkList } from './check.ts';
import { countsOf } from './counts.ts';
import { whatIsKnown } from './known.ts';
import { openFile } from './pieces.ts';
import type { OpenList } from './read-list.ts';
import { runImport } from './run.ts';
import { lastLineOf, undoImport } from './undo.ts';
import { Stopped, type Working } from './working.ts';

/** Where an import is after a fault. What was partly taken out can only be taken out further: nothing goes on with its rows. */
const fallen: Partial<Record<ImportState, keyof typeof endings>> = { checking: 'uploaded', undoing: 'done' };

export interface HowToWork {
  /** Where the file is at hand; otherwise it is taken from where uploads are held. */
  readonly list?: OpenList;
  /** Needed by lists that give customers to resellers. */
  readonly assigner?: ImportAssigner;
}

/**
 * Works on an import until it is where its state says that it is going: checked, run or undone. Of several processes one does; another
 * takes over where it has ended. Never throws: what goes wrong stands in the import.
 */
export async function workOn(deps: Deps, id: string, how: HowToWork = {}): Promise<void> {
  const runner = deps.ids.uuid();
  if (!(await deps.db.base((trx) => claim(trx, id, { runner, at: deps.clock.now() })))) return;
  const row = await readImport(deps.db.read, id);
  if (!row?.plan) return;
  let end: { state: keyof typeof endings; code: string | null; total: number | null };
  try {
    const list = how.list ?? (() => openFile(deps, row.file_id, row.file_bytes));
    end = await act(deps, row, { runner, list, assigner: how.assigner ?? null });
  } catch (error) {
    if (error instanceof Stopped) return;
    const code = error instanceof KeptError ? error.keptCode : 'KEPT_FAULT';
    if (code === 'KEPT_FAULT') deps.log.error('an import has stopped', { error });
    end = { state: fallen[row.state] ?? 'stopped', code, total: null };
  }
  await deps.db.base(async (trx) => {
    // Somebody stopped it after its last rows: it is theirs to go on with.
    if (!(await writeEnd(trx, id, { ...end, runner, at: deps.clock.now() }))) return;
    if (end.state === 'done' || end.state === 'undone') await deletePieces(trx, row.file_id);
    const ended = await readImport(trx, id);
    await audit(
      trx,
      deps,
      { kind: 'system', job: 'import' },
      {
        action: row.state === 'undoing' && end.state === 'done' ? 'licensing.import not undone' : endings[end.state],
        aboutKind: 'import',
        aboutId: id,
        detail: { code: end.code ?? '', ...countsOf(ended?.counts ?? {}) },
      },
    );
  });
}

/** What is said of an import that is worked on no longer; one whose check failed is as it was sent. */
const endings = {
  uploaded: 'licensing.import uploaded',
  checked: 'licensing.import checked',
  stopped: 'licensing.import stopped',
  done: 'licensing.import done',
  undone: 'licensing.import undone',
} as const satisfies Partial<Record<ImportState, string>>;

interface Acting {
  readonly runner: string;
  readonly list: OpenList;
  readonly assigner: ImportAssigner | null;
}

async function act(deps: Deps, row: ImportRow, how: Acting) {
  const work = await workingOn(deps, row, how);
  if (row.state === 'checking') {
    const { rows } = await checkList(deps, work, how.list);
    return { state: 'checked' as const, code: null, total: rows };
  }
  if (row.state === 'undoing') {
    await undoImport(deps, work, await lastLineOf(deps, work));
    return { state: 'undone' as const, code: null, total: null };
  }
  const { rows } = await runImport(deps, work, how.list);
  return { state: 'done' as const, code: null, total: rows };
}

async function workingOn(deps: Deps, row: ImportRow, { runner, assigner }: Acting): Promise<Working> {
  const assigns = row.plan?.assign === true;
  if (assigns && !assigner) throw new Error('nobody has said how customers are given to resellers');
  // A check begins anew.
  const again = row.state === 'checking';
  return {
    id: row.id,
    plan: row.plan as NonNullable<ImportRow['plan']>,
    known: await whatIsKnown(deps),
    noticeId: row.notice_id ?? '',
    assigner: assigns ? assigner : null,
    actor: { kind: row.created_by === null ? 'system' : 'member', id: row.created_by },
    rowsDone: again ? 0 : row.rows_done,
    counts: countsOf(again ? {} : row.counts),
    step: (write) =>
      deps.db.base(async (trx) => {
        const progress = await write(trx);
        const step = { ...progress, runner, state: row.state, at: deps.clock.now() };
        if (!(await writeStep(trx, row.id, step))) throw new Stopped();
        return progress;
      }),
  };
}

/** Goes on with what a process left that has ended. */
export async function takeUpImports(deps: Deps, how: Pick<HowToWork, 'assigner'> = {}): Promise<void> {
  for (const id of await readForsaken(deps.db.read, deps.clock.now())) await workOn(deps, id, how);
}

const filesForDays = 7;

/** Lists that were sent and never imported do not stay. */
export async function dropOldFiles(deps: Deps): Promise<void> {
  await deleteOldPieces(deps.db.read, new Date(deps.clock.now().getTime() - filesForDays * 86_400_000));
}
