import type pg from 'pg';

/**
 * After a restore nobody comes in by what was open when the backup was made: it may have been ended since, and nobody
 * could know. Accounts, passwords, passkeys and second factors stay; everybody signs in anew.
 */
const closing: readonly string[] = [
  'DELETE FROM auth.session',
  'DELETE FROM auth.verification',
  'UPDATE staff.invitations SET expires_at = least(expires_at, now()) WHERE used_at IS NULL',
  'UPDATE staff.tokens SET revoked_at = now() WHERE revoked_at IS NULL',
  'UPDATE rights.links SET expires_at = least(expires_at, now()) WHERE used_at IS NULL',
  'UPDATE rights.sittings SET ended_at = now() WHERE ended_at IS NULL',
];

export async function closeWaysIn(owner: Pick<pg.ClientBase, 'query'>): Promise<void> {
  for (const statement of closing) await owner.query(statement);
}
