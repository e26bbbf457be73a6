import type { Database, Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { dayIn } from '../rules.ts';
import * as store from '../store/outside-hosts.ts';
import { readRecipients } from '../store/recipients.ts';
import type { OutsideHost } from '../wire/api.ts';
import type { HostInUse } from '../wire/handed.ts';

interface Asked {
  readonly zone: string;
  readonly inUse: readonly HostInUse[];
}

/** The hosts outside that this installation uses, and who of the register runs each. */
export async function outsideHosts(
  db: Database['read'],
  deps: Pick<Deps, 'clock'>,
  { zone, inUse }: Asked,
): Promise<OutsideHost[]> {
  const on = dayIn(zone, deps.clock.now());
  const rows = await store.readHosts(
    db,
    inUse.map(({ host }) => host),
    on,
  );
  const known = new Map(rows.map((row) => [row.host, row]));
  return inUse.map(({ host, use }) => {
    const row = known.get(host);
    return {
      host,
      use,
      processor: row ? { id: row.recipientId, name: row.name } : null,
      bound: row?.bound ?? false,
    };
  });
}

/** Whether a processor of the register runs this host, by a contract of today. */
export async function isHostBound(
  db: Database['read'],
  deps: Pick<Deps, 'clock'>,
  { host, zone }: { readonly host: string; readonly zone: string },
): Promise<boolean> {
  const [row] = await store.readHosts(db, [host], dayIn(zone, deps.clock.now()));
  return row?.bound ?? false;
}

/** Notes which processor runs a host that is in use. */
export async function noteHost(
  trx: Trx,
  deps: Deps,
  who: Member,
  input: Asked & { readonly host: string; readonly recipientId: string },
): Promise<void> {
  const { host, recipientId, inUse } = input;
  if (!inUse.some((each) => each.host === host)) throw httpErrors.KEPT_NOT_FOUND();
  // No address of a network is stored, whosever it is (clause A2).
  if (/^[\d.]+$|^\[/.test(host)) throw httpErrors.KEPT_INVALID({ fields: { host: 'must be named, not numbered' } });
  const [recipient] = await readRecipients(trx, [recipientId]);
  if (recipient?.kind !== 'processor' || recipient.ended_at)
    throw httpErrors.KEPT_INVALID({ fields: { recipientId: 'is no processor of the register, or has ended' } });
  await store.writeHost(trx, { host, recipientId, by: who.memberId, at: deps.clock.now() });
  await audit(trx, deps, who, {
    action: 'disclosures.outside host noted',
    aboutKind: 'recipient',
    aboutId: recipientId,
  });
}
