import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutants } from './all.ts';
import { clauses, kinds } from './mutant.ts';
import { type Report, reportText, tooBusy } from './summary.ts';
import { table } from './table.ts';

const counts = (key: 'kind' | 'clause'): Map<string, number> => {
  const found = new Map<string, number>();
  for (const mutant of mutants) found.set(mutant[key], (found.get(mutant[key]) ?? 0) + 1);
  return found;
};

describe('the corpus of violations', () => {
  it('holds at least 120, each with a name of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(120);
    const ids = mutants.map((mutant) => mutant.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id))).toEqual([]);
  });

  it('holds at least ten of each kind', () => {
    const found = counts('kind');
    expect(kinds.filter((kind) => (found.get(kind) ?? 0) < 10)).toEqual([]);
  });

  it('holds at least three for each clause that has a part in the schema, and none for another', () => {
    const found = counts('clause');
    expect(clauses.filter((clause) => (found.get(clause) ?? 0) < 3)).toEqual([]);
    expect([...found.keys()].filter((clause) => !clauses.includes(clause))).toEqual([]);
  });

  it('holds the four that were asked for by name', () => {
    const ids = mutants.map((mutant) => mutant.id);
    expect(ids).toContain('set-config-inside-a-select');
    for (const start of ['policy-dropped-', 'extra-column-grant-', 'forged-purpose-']) {
      expect(ids.filter((id) => id.startsWith(start))).not.toEqual([]);
    }
  });

  it('says of each either the SQL or the change, and what it breaks in one sentence', () => {
    expect(mutants.filter((m) => (m.sql === undefined) === (m.change === undefined)).map((m) => m.id)).toEqual([]);
    expect(mutants.filter((m) => !/^[A-Z][^\n]+\.$/.test(m.breaks)).map((m) => m.id)).toEqual([]);
  });

  it('gives SQL on roles a cluster of its own, and names roles only by the placeholder', () => {
    const shared =
      /\b(CREATE|ALTER|DROP) ROLE(?! :prefix_owner (IN|GRANT|REVOKE))|GRANT (:prefix|pg_)\w+|replication_slot/;
    const touching = mutants.filter((m) => m.sql && shared.test(m.sql.replaceAll(/FOR ROLE/g, '')));
    expect(touching.filter((m) => !m.ownCluster).map((m) => m.id)).toEqual([]);
    expect(mutants.filter((m) => m.sql && /\bkept_\w+/.test(m.sql)).map((m) => m.id)).toEqual([]);
  });

  it('is counted rightly in the README', () => {
    const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
    expect(readme).toContain(table(mutants));
  });

  it('is reported as it was kept, of nothing that is not there, and no probe sees more than a tenth', () => {
    const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
    const report = JSON.parse(read('./report.json')) as Report;
    expect(read('./report.md')).toBe(reportText(mutants, report));
    const ids = new Set(mutants.map(({ id }) => id));
    expect(Object.keys(report).filter((id) => !ids.has(id))).toEqual([]);
    expect(tooBusy(mutants, report)).toEqual([]);
  });
});
