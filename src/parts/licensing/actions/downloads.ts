import { sameBytes } from '../../../platform/crypto/digest.ts';
import { become, type Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Who } from '../../../platform/http/who.ts';
import { errors } from '../errors/downloads.ts';
import { errors as licensingErrors } from '../errors.ts';
import { covers, mayFetch, readLink, writeLink } from '../rules/downloads.ts';
import { parseSerial } from '../rules/serial.ts';
import { dayIn } from '../rules/verdict.ts';
import * as store from '../store/downloads.ts';
import { writeEvent } from '../store/states.ts';
import type { LicenceDownloads } from '../wire/downloads.ts';
import { findForeignSerial } from './find-serial.ts';
import { readAs, tenantOf } from './read-as.ts';
import { whomToAsk } from './refuse.ts';
import { vendorZone } from './remembered.ts';

/** So long a link opens. What was begun under it can be gone on with under the next. */
const opensMs = 24 * 3_600_000;

export const downloadRoute = '/downloads/file';

/** What the holder of a serial may fetch: releases built while there was maintenance. Asked by anybody who knows the serial. */
export async function downloadsOfSerial(
  deps: Deps,
  typed: string,
): Promise<LicenceDownloads & { readonly ask: string }> {
  const own = parseSerial(typed);
  const found = own === null ? null : await store.readHolder(deps.db.read, { serial: own });
  const foreign = found ? null : await findForeignSerial(deps.db.read, typed);
  const holder = foreign === null ? found : await store.readHolder(deps.db.read, { serial: foreign });
  if (!holder) throw own === null ? licensingErrors.KEPT_SERIAL_MALFORMED() : errors.KEPT_DOWNLOADS_UNKNOWN();
  await mustFetch(deps, holder);
  const downloads = await deps.db.base((trx) => offered(trx, deps, holder));
  return { ...downloads, ...(await whomToAsk(deps, holder.holder_company_id)) };
}

/** The same for the desk: resellers of the licences that they see. */
export async function downloadsOfLicence(deps: Deps, who: Who, id: string): Promise<LicenceDownloads> {
  // Before the transaction: whoever waits inside one for another connection may wait for ever.
  const today = dayIn(await vendorZone(deps), deps.clock.now());
  return readAs(deps, who, async (trx) => {
    const holder = await store.readHolder(trx, { id });
    if (!holder) throw httpErrors.KEPT_NOT_FOUND();
    const base = tenantOf(who) === null ? trx : await become(trx, deps.db.prefix, 'base');
    const refused = mayFetch(holderOf(holder), today) !== null;
    return refused ? { until: untilOf(deps).toISOString(), files: [], notCovered: [] } : offered(base, deps, holder);
  });
}

async function mustFetch(deps: Deps, holder: store.HolderRow): Promise<void> {
  const refused = mayFetch(holderOf(holder), dayIn(await vendorZone(deps), deps.clock.now()));
  if (refused === null) return;
  if (refused === 'unknown') throw errors.KEPT_DOWNLOADS_UNKNOWN();
  const code = {
    replaced: 'KEPT_LICENCE_REPLACED',
    revoked: 'KEPT_LICENCE_REVOKED',
    'on hold': 'KEPT_LICENCE_ON_HOLD',
    suspended: 'KEPT_LICENCE_SUSPENDED',
    expired: 'KEPT_LICENCE_EXPIRED',
  } as const;
  throw licensingErrors[code[refused]](await whomToAsk(deps, holder.holder_company_id));
}

const holderOf = ({ state, expires_on, maintenance_until }: store.HolderRow) => ({
  state,
  expiresOn: expires_on,
  maintenanceUntil: maintenance_until,
});

const untilOf = (deps: Deps) => new Date(Math.floor((deps.clock.now().getTime() + opensMs) / 1000) * 1000);

async function offered(trx: Trx, deps: Deps, holder: store.HolderRow): Promise<LicenceDownloads> {
  const { id: licenceId, product_id: productId } = holder;
  const until = untilOf(deps);
  const rows = await store.readOffered(trx, { productId, licenceId });
  const [yes, no] = [true, false].map((wanted) =>
    rows.filter((row) => covers(holderOf(holder), row.built_on) === wanted),
  );
  return {
    until: until.toISOString(),
    files: (yes ?? []).map((row) => ({
      id: row.id,
      release: row.release,
      builtOn: row.built_on,
      platform: row.platform,
      fileName: row.file_name,
      bytes: row.bytes,
      sha256: row.sha256.toString('hex'),
      url: `${downloadRoute}/${writeLink({ fileId: row.id, licenceId, until }, deps.digests.download)}`,
      lastFetchedOn: row.fetched_on,
    })),
    notCovered: [
      ...new Map((no ?? []).map(({ release, built_on: builtOn }) => [release, { release, builtOn }])).values(),
    ],
  };
}

export interface Opened {
  readonly fileId: string;
  readonly licenceId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: Buffer;
}

/** What a link opens now: the licence is looked at again, so that what was ended meanwhile gives nothing more. */
export async function openLink(deps: Deps, token: string): Promise<Opened> {
  const { download: seal } = deps.digests;
  const link = readLink(token, { seal, same: sameBytes, now: deps.clock.now() });
  const found = link && (await store.readLinked(deps.db.read, link));
  if (!found) throw errors.KEPT_LINK_OVER();
  await mustFetch(deps, found);
  if (!covers(holderOf(found), found.built_on))
    throw errors.KEPT_NOT_COVERED(await whomToAsk(deps, found.holder_company_id));
  return { ...link, fileName: found.file_name, bytes: found.bytes, sha256: found.sha256 };
}

/** Notes that a file was fetched to its end, once a day for a licence. */
export async function noteDownload(deps: Deps, { fileId, licenceId }: Opened): Promise<void> {
  const at = deps.clock.now();
  const day = dayIn(await vendorZone(deps), at);
  await deps.db.base(async (trx) => {
    if (!(await store.insertDownload(trx, { licenceId, fileId, day }))) return;
    await writeEvent(trx, { licenceId, kind: 'downloaded', code: null, actor: { kind: 'public', id: null }, at });
  });
}
