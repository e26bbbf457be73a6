import type pg from 'pg';
import type { ReplayLine } from '../platform/erasure/replay-log.ts';

type Owner = Pick<pg.ClientBase, 'query'>;

/**
 * After a restore: what was erased, opted out, restricted or objected to since the backup was made holds again. Rows are erased by the
 * server before it serves anybody (rights, `finish`); here they are only marked. Says how many erasures have still to be done.
 */
export async function bringForward(owner: Owner, lines: readonly ReplayLine[]): Promise<number> {
  for (const line of lastOf(lines, 'state')) await setStates(owner, line);
  for (const line of lastChoices(lines)) await optOut(owner, line);
  for (const line of lastOf(lines, 'wishes')) await setWishes(owner, line);
  for (const line of lastRefusals(lines)) await refuseUses(owner, line);
  let waiting = 0;
  for (const line of lastOf(lines, 'erasure')) waiting += await markErasure(owner, line);
  return waiting;
}

type Line<Kind extends ReplayLine['kind']> = Extract<ReplayLine, { readonly kind: Kind }>;

/** The last word on each person. */
function lastOf<Kind extends 'erasure' | 'state' | 'wishes'>(lines: readonly ReplayLine[], kind: Kind): Line<Kind>[] {
  const last = new Map<string, Line<Kind>>();
  for (const line of lines) if ('personId' in line && line.kind === kind) last.set(line.personId, line as Line<Kind>);
  return [...last.values()];
}

/** Only where the last word was no: what was allowed again is left as the backup has it. */
function lastChoices(lines: readonly ReplayLine[]): Line<'choice'>[] {
  const choices = lines.filter((line): line is Line<'choice'> => line.kind === 'choice');
  const last = new Map(choices.map((line) => [`${line.emailKey} ${line.channel}`, line]));
  return [...last.values()].filter((line) => !line.allowed);
}

/** Likewise of answers to new uses. */
function lastRefusals(lines: readonly ReplayLine[]): Line<'answer'>[] {
  const answers = lines.filter((line): line is Line<'answer'> => line.kind === 'answer');
  const last = new Map(answers.map((line) => [`${line.personId} ${line.noticeId}`, line]));
  return [...last.values()].filter((line) => !line.allowed);
}

async function setStates(owner: Owner, { personId, restricted, objected, sealed, at }: Line<'state'>): Promise<void> {
  await owner.query(
    `UPDATE contacts.people SET restricted_at = CASE WHEN $2 THEN coalesce(restricted_at, $4::timestamptz) END,
       objected_at = CASE WHEN $3 THEN coalesce(objected_at, $4::timestamptz) END,
       sealed_at = CASE WHEN $5 THEN coalesce(sealed_at, $4::timestamptz) END WHERE id = $1 AND erased_at IS NULL`,
    [personId, restricted, objected, at, sealed ?? false],
  );
}

async function setWishes(owner: Owner, { personId, refusedTopics, pausedUntil, at }: Line<'wishes'>): Promise<void> {
  await owner.query(
    `UPDATE contacts.people SET refused_topics = $2, paused_until = $3, paused_at = CASE WHEN $3::timestamptz IS NOT NULL THEN coalesce(paused_at, $4) END,
       wishes_changed_at = $4, wishes_source = 'restored' WHERE id = $1 AND erased_at IS NULL`,
    [personId, refusedTopics, pausedUntil, at],
  );
}

async function refuseUses(owner: Owner, { personId, noticeId, uses, at }: Line<'answer'>): Promise<void> {
  await owner.query(
    `UPDATE contacts.people SET waits_for = waits_for || ARRAY(SELECT u FROM unnest($2::text[]) AS u WHERE u <> ALL (waits_for))
     WHERE id = $1 AND erased_at IS NULL`,
    [personId, uses],
  );
  await owner.query(
    `UPDATE rights.tellings SET answer = 'no', answered_at = $3 WHERE person_id = $1 AND notice_id = $2 AND answer = 'yes'`,
    [personId, noticeId, at],
  );
}

async function optOut(
  owner: Owner,
  { emailKey, channel, at }: Omit<Line<'choice'>, 'kind' | 'allowed'>,
): Promise<void> {
  await owner.query(
    `INSERT INTO contacts.suppressions (email_key, channel, since, source_kind) VALUES (decode($1, 'hex'), $2, $3, 'restored')
     ON CONFLICT (email_key, channel) DO NOTHING`,
    [emailKey, channel, at],
  );
  await owner.query(
    `UPDATE contacts.preferences SET allowed = false, changed_at = $3 WHERE channel = $2 AND allowed
       AND person_id = (SELECT id FROM contacts.people WHERE email_key = decode($1, 'hex'))`,
    [emailKey, channel, at],
  );
}

/** Where the backup has the person again, the rows wait to be erased; else the receipt is put back as it was. */
async function markErasure(owner: Owner, line: Line<'erasure'>): Promise<number> {
  for (const channel of ['mail', 'post', 'phone'])
    await optOut(owner, { at: line.at, emailKey: line.emailKey, channel });
  const { rows } = await owner.query<{ waits: boolean }>(
    `INSERT INTO rights.erasures (id, number, person_id, cause, email_key, email_bytes, email_at, begun_at, erased_at, rewrite_by, backups_until, receipt)
     SELECT $1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8::timestamptz,
       CASE WHEN EXISTS (SELECT FROM contacts.people WHERE id = $3 AND erased_at IS NULL) THEN NULL ELSE $8::timestamptz END, $9, $10, $11
     ON CONFLICT (person_id) DO NOTHING RETURNING erased_at IS NULL AS waits`,
    [
      line.id,
      line.number,
      line.personId,
      line.cause,
      line.emailKey,
      line.emailBytes,
      line.emailAt,
      line.at,
      line.rewriteBy,
      line.backupsUntil,
      line.receipt,
    ],
  );
  return rows[0]?.waits ? 1 : 0;
}
