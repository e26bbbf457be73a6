// schema.sql: the roles and the schema as Debian's pg_dump 15 writes them after all migrations, rights included.
// `npm run schema` writes it; with --check it is compared and nothing is written.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { migrate } from '../src/platform/db/migrate.ts';
import { type DebianPostgres, startDebianPostgres } from './debian-postgres.ts';

const file = resolve(import.meta.dirname, '../schema.sql');
const head = `-- Made by \`npm run schema\` from migrations/ and src/platform/db/. Do not edit.
-- The roles of a database called kept; elsewhere they begin with another word.
`;

// What differs from one dump or point release to the next says nothing about the schema.
const unstable = /^(?:-- Dumped (?:from|by) .*|\\(?:un)?restrict .*)$/gm;
/** Headings of single rights and comments: half of the dump, and the statement below says the same. */
const headings = /^--\n-- Name: .*; Type: (?:ACL|COMMENT); .*\n--\n\n/gm;

function stable(dump: string): string {
  return dump
    .replace(unstable, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(headings, '')
    .replace(/^((?:GRANT|REVOKE|COMMENT ON) .*;)\n\n(?=GRANT|REVOKE|COMMENT ON)/gm, '$1\n')
    .trim();
}

function dump(postgres: DebianPostgres): string {
  const roles = postgres.run('pg_dumpall', ['--roles-only', '--no-role-passwords']);
  const schema = postgres.run('pg_dump', ['--schema-only', '--no-owner', '--no-tablespaces', 'kept']);
  return `${head}\n${stable(roles)}\n\n${stable(schema)}\n`;
}

async function freshSchema(): Promise<string> {
  const postgres = startDebianPostgres('kept_owner');
  try {
    postgres.run('createdb', ['kept']);
    await migrate({ ownerUrl: `postgresql://${postgres.owner}@localhost/kept?host=${postgres.socket}` });
    return dump(postgres);
  } finally {
    postgres.stop();
  }
}

/** The first lines that differ, for a person to see what it is about. */
function difference(kept: string, fresh: string): string {
  const [before, after] = [kept.split('\n'), fresh.split('\n')];
  const [had, has] = [new Set(before), new Set(after)];
  const gone = before.filter((line) => !has.has(line)).map((line) => `- ${line}`);
  const come = after.filter((line) => !had.has(line)).map((line) => `+ ${line}`);
  const lines = [...gone.slice(0, 20), ...come.slice(0, 20)];
  return lines.length > 0 ? lines.join('\n') : 'the same lines in another order';
}

try {
  const fresh = await freshSchema();
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!process.argv.includes('--check')) {
    writeFileSync(file, fresh);
    console.log(fresh === kept ? 'schema.sql was up to date' : 'schema.sql is renewed');
  } else if (fresh !== kept) {
    console.error(`schema.sql is not what the migrations make. Renew it: npm run schema\n${difference(kept, fresh)}`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
