import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { auditMessages } from '../desk/messages/en/audit.ts';
import { m } from '../desk/messages/en.ts';
import { appendOnly } from '../src/platform/db/purposes.ts';

// What the server hands to the desk as a code is shown in words. Each that the source can write has its word.

const source = globSync('src/parts/*/{actions,rules}/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') })
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const written = (pattern: RegExp) => [...new Set([...source.matchAll(pattern)].map(([, found]) => found ?? ''))].sort();
const without = (words: Readonly<Record<string, string>>, names: readonly string[]) =>
  names.filter((name) => words[name] === undefined);

test('every act of the audit log, and what it was about', () => {
  const acts = written(
    /['`]((?:contacts|disclosures|licensing|policy|resellers|rights|staff|statistics)\.[a-z][a-z -]+)['`]/g,
  );
  const named = acts.filter((act) => !appendOnly.includes(act));
  const audited = named.filter((act) => !events.has(act) || source.includes(`action: '${act}'`));
  expect(audited.length).toBeGreaterThan(25);
  expect(without(auditMessages.audit.actions, audited)).toEqual([]);
  expect(Object.keys(auditMessages.audit.actions).filter((act) => !audited.includes(act))).toEqual([]);
  expect(without(auditMessages.audit.kinds, written(/aboutKind: '([a-z ]+)'/g))).toEqual([]);
});

/** News between the parts, names of queries and of jobs: nobody reads them on the desk. */
const events = new Set(written(/(?:name|job): '([a-z]+\.[a-z -]+)'/g));

test('every reason for which an activation is refused', () => {
  const codes = written(/^ +\| '(KEPT_[A-Z_]+)'/gm);
  expect(codes).toContain('KEPT_SEATS_USED_UP');
  expect(without(m.codes, codes)).toEqual([]);
});
