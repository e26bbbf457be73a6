import { parseArgs } from 'node:util';
import { createToken, listTokens, revokeToken, rotateToken } from '../parts/staff/index.ts';
import { systemClock } from '../platform/clock.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { openInstallation } from '../platform/db/installation.ts';
import { scopes } from '../platform/http/access.ts';
import type { Who } from '../platform/http/who.ts';
import { systemIds } from '../platform/ids.ts';
import { configOrExit, Exit } from './print.ts';

export const summary =
  'create NAME --scope SCOPE [--days 90], list, rotate ID [--overlap 7], revoke ID: tokens by which programs call the API';

const deps = { clock: systemClock, ids: systemIds };
const who: Who = { kind: 'system', job: './kept token' };

export async function run(args: string[]): Promise<number> {
  const { command, subject, scopes, days, overlap, json } = read(args);
  const installation = await openInstallation(configOrExit(), { share: true });
  const db = openDatabase({ url: installation.roleUrls.app, prefix: installation.prefix, poolSize: 1 });
  try {
    if (command === 'create') await create(db, { name: subject, scopes, days }, json);
    else if (command === 'rotate') await rotate(db, { id: subject, days, overlapDays: overlap }, json);
    else if (command === 'revoke') await revoke(db, subject, json);
    else await list(db, json);
    return 0;
  } finally {
    await db.close();
    await installation.close();
  }
}

function read(args: string[]) {
  const usage = [
    './kept token create NAME --scope SCOPE [--days 90]',
    './kept token list',
    './kept token rotate ID [--overlap 7] [--days 90]',
    './kept token revoke ID',
  ];
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        scope: { type: 'string', multiple: true, default: [] },
        days: { type: 'string', default: '90' },
        overlap: { type: 'string', default: '7' },
        json: { type: 'boolean', default: false },
      },
    });
    const [command = '', subject = '', ...more] = positionals;
    const known =
      command === 'list' ? subject === '' : ['create', 'rotate', 'revoke'].includes(command) && subject !== '';
    if (!known || more.length > 0) throw new Exit(64, usage);
    const strange = values.scope.filter((scope) => !(scopes as readonly string[]).includes(scope));
    if (strange.length > 0)
      throw new Exit(64, [`There is no scope ${strange.join(', ')}. There is: ${scopes.join(', ')}.`]);
    const [days, overlap] = [Number(values.days), Number(values.overlap)];
    return { command, subject, scopes: values.scope, days, overlap, json: values.json };
  } catch (error) {
    if (error instanceof Exit) throw error;
    throw new Exit(64, [error instanceof Error ? error.message : 'The arguments could not be read.', '', ...usage]);
  }
}

async function create(
  db: Database,
  input: { readonly name: string; readonly scopes: readonly string[]; readonly days: number },
  json: boolean,
): Promise<void> {
  show(await db.base((trx) => createToken(trx, deps, who, input)), json);
}

function show(made: { readonly id: string; readonly token: string; readonly expiresAt: Date }, json: boolean): void {
  if (json) {
    console.log(JSON.stringify(made));
    return;
  }
  console.log(made.token);
  console.error(
    `Shown only now. Send it as "Authorization: Bearer ...". It ends on ${day(made.expiresAt)}; its id is ${made.id}.`,
  );
}

async function rotate(
  db: Database,
  input: { readonly id: string; readonly days: number; readonly overlapDays: number },
  json: boolean,
): Promise<void> {
  mustBeId(input.id);
  show(await db.base((trx) => rotateToken(trx, deps, who, input)), json);
}

function mustBeId(id: string): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Exit(64, ['A token is named by its id (./kept token list).']);
}

async function revoke(db: Database, id: string, json: boolean): Promise<void> {
  mustBeId(id);
  await db.base((trx) => revokeToken(trx, deps, who, id));
  console.log(json ? JSON.stringify({ id, revoked: true }) : 'Revoked. It is refused from now on.');
}

async function list(db: Database, json: boolean): Promise<void> {
  const tokens = await listTokens(db.read);
  if (json) return console.log(JSON.stringify(tokens));
  if (tokens.length === 0) console.log('There are no tokens.');
  for (const token of tokens) {
    const state = token.revokedAt ? `revoked ${day(token.revokedAt)}` : `until ${day(token.expiresAt)}`;
    console.log(
      `${token.id}  ${token.name}  ${token.scopes.join(' ')}  ${state}  last used ${token.lastUsedOn ?? 'never'}`,
    );
  }
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}
