import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Proof } from './clause.ts';
import { egressLook } from './egress.ts';
import { withoutShares } from './shares.ts';

/** What a probe does, for people: its SQL or its steps. */
export function probeText(probe: Proof['probe']): string {
  switch (probe.kind) {
    case 'behaviour':
    case 'traces':
      return probe.steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
    case 'structure':
      return 'inspect' in probe
        ? probe.steps.map((step, index) => `${index + 1}. ${step}`).join('\n')
        : sqlText(probe.look, probe.counted);
    case 'rows':
      return 'cells' in probe ? cellsText(probe.cells) : sqlText(probe.look, probe.counted);
    case 'bytes':
      return [
        `Reads every file under the data folder${probe.closed ? ` (${probe.under.join(', ')})` : ''}, and looks for:`,
        ...probe.patterns.map(String),
        ...(probe.closed ? ['files that others than their owner may open'] : []),
        ...leftOut(probe.except),
      ].join('\n');
    case 'egress':
      return sqlText(egressLook(probe), probe.counted);
  }
}

/** Whether it looks at a share a day where there are many. */
export function takesShares(probe: Proof['probe']): boolean {
  return JSON.stringify(probe).includes('{share ');
}

const sqlText = (look: string, counted: string) => `${trim(look)}\n\n-- counted\n${trim(counted)}`;
const trim = (sql: string) => withoutShares(sql).replace(/\n\s+/g, '\n  ').trim();
const leftOut = (except: Readonly<Record<string, string>>) =>
  Object.entries(except).map(([name, reason]) => `Left out: ${name} (${reason})`);

type Cells = Extract<Proof['probe'], { cells: unknown }>['cells'];

function cellsText(cells: Cells) {
  return [
    `Every cell of text that the probe may read, where ${cells.where}, for:`,
    ...cells.patterns,
    ...(cells.withoutPersonal ? ['Left out: columns labelled personal (people write there what they like)'] : []),
    ...leftOut(cells.except),
  ].join('\n');
}

/** What makes an audit is a part of every probe that looks at one. */
const auditFolder = join(import.meta.dirname, '../../cli/audit');
const digests = new Map<string, string>();

/** SHA-256 over a folder: a probe that leans on a changed kit is a changed probe. */
function folderDigest(folder: string): string {
  const known = digests.get(folder);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.ts') && !file.endsWith('.test.ts')) hash.update(file).update(readFileSync(join(folder, file)));
  const digest = hash.digest('hex');
  digests.set(folder, digest);
  return digest;
}

/** Changes with anything that decides what the probe finds; then it must be seen red anew. 16 hex digits. */
export function probeVersion(probe: Proof['probe']): string {
  const definition = JSON.stringify(probe, (_, value) =>
    typeof value === 'function' || value instanceof RegExp ? String(value) : value,
  );
  const hash = createHash('sha256').update(folderDigest(import.meta.dirname));
  if (probe.kind === 'traces') hash.update(folderDigest(auditFolder));
  return hash.update(definition).digest('hex').slice(0, 16);
}
