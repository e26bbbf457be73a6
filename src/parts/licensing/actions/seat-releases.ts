import { sha256 } from '../../../platform/crypto/digest.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { emailKeyOf, mailAddressOf, personIdByEmail } from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import { seatReleaseMail } from '../mails/seat-release.ts';
import { mostSwaps, nextSwap, swapDays } from '../rules/deactivation.ts';
import { mayMailRelease, releaseMemoryMinutes, releaseMinutes } from '../rules/seat-release.ts';
import { parseSerial } from '../rules/serial.ts';
import { dayIn } from '../rules/verdict.ts';
import { writeRefusal } from '../store/activation.ts';
import * as freeing from '../store/deactivation.ts';
import * as store from '../store/seat-releases.ts';
import { mustNotBeDisputed } from './disputes.ts';
import { findForeignSerial } from './find-serial.ts';
import { whomToAsk } from './refuse.ts';
import { vendorZone } from './remembered.ts';

const minute = 60_000;
const dayMs = 86_400_000;

/**
 * Mails a link to the contact who registered seats of this licence, if the address is theirs. What comes of it is told to nobody but the
 * mailbox: whoever asks always gets the same answer.
 */
export async function mailRelease(
  deps: Deps,
  asked: { readonly serial: string; readonly email: string },
): Promise<void> {
  const serial = parseSerial(asked.serial) ?? (await findForeignSerial(deps.db.read, asked.serial));
  const site = await deps.site();
  if (serial === null) return;
  await deps.db.as('authentication', async (trx) => {
    const personId = await personIdByEmail(trx, deps, asked.email);
    const licence = await store.readBySerial(trx, serial);
    if (personId === null || licence === null) return;
    if ((await store.readOwnSeats(trx, { licenceId: licence.id, personId })).length === 0) return;
    const now = deps.clock.now();
    const since = new Date(now.getTime() - releaseMemoryMinutes * minute);
    if (!mayMailRelease(await store.recentReleases(trx, personId, since), now)) return;
    const to = await mailAddressOf(trx, personId);
    if (to === null) return;
    const token = deps.ids.random(32).toString('base64url');
    await store.insertRelease(trx, {
      id: deps.ids.uuid(),
      licenceId: licence.id,
      personId,
      emailKey: deps.digests.email(to),
      tokenSha256: sha256(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + releaseMinutes * minute),
    });
    const link = `${deps.publicUrl}/activate/release/${token}`;
    await deps.egress.send(trx, {
      mails: [
        {
          kind: 'seat release',
          to,
          ...seatReleaseMail({ site, product: licence.product, link, minutes: releaseMinutes }),
          disclosure: {
            recipientKind: 'person',
            recipientId: personId,
            personId,
            companyId: null,
            purpose: 'authentication',
            fields: ['email'],
            basis: 'asked for at /activate/release',
            about: { kind: 'licence', id: licence.id },
          },
        },
      ],
    });
  });
  deps.nudge();
}

export interface ReleaseChoice {
  readonly product: string;
  readonly serial: string;
  readonly seats: readonly store.OwnSeat[];
}

/** What a link is for. Looking spends nothing. */
export function openRelease(deps: Deps, token: string): Promise<ReleaseChoice> {
  return deps.db.base(async (trx) => {
    const release = await found(trx, deps, token, false);
    const of = { licenceId: release.licence_id, personId: release.person_id };
    return { product: release.product, serial: release.serial, seats: await store.readOwnSeats(trx, of) };
  });
}

/**
 * Frees one seat, under the lock of its licence and within the limit of a year, as a deactivation by its machine is. The document of the
 * old machine is refused from then on. The link is spent with it; refused, it can be used again.
 */
export async function releaseSeat(
  deps: Deps,
  asked: { readonly token: string; readonly activationId: string },
): Promise<{ readonly product: string }> {
  const at = deps.clock.now();
  const done = await deps.db.base<{ product: string } | { seat: freeing.SeatToFree; next: Date }>(async (trx) => {
    const release = await found(trx, deps, asked.token, true);
    const seat = await freeing.holdSeatToFree(trx, asked.activationId);
    const of = { licenceId: release.licence_id, personId: release.person_id };
    // Read once the seat is held: it may have been freed while it was waited for.
    const own = (await store.readOwnSeats(trx, of)).some(({ id }) => id === asked.activationId);
    if (!seat || !own) throw errors.KEPT_SEAT_NOT_YOURS();
    // A free seat could be taken by the company that claims the licence.
    await mustNotBeDisputed(trx, seat.licence_id);
    const since = new Date(at.getTime() - swapDays * dayMs);
    const next = seat.floating ? null : nextSwap(seat.seats, await freeing.readFreed(trx, seat.licence_id, since));
    const by = { kind: 'person', id: release.person_id };
    if (next) {
      await writeRefusal(trx, { licenceId: seat.licence_id, code: 'KEPT_SWAPS_USED_UP', at, actor: by });
      return { seat, next };
    }
    await freeing.freeSeat(trx, { activationId: asked.activationId, at, actor: by });
    await store.spendRelease(trx, { id: release.id, activationId: asked.activationId, at });
    return { product: release.product };
  });
  if (!('next' in done)) return done;
  const from = dayIn(await vendorZone(deps), done.next);
  const most = mostSwaps(done.seat.seats);
  throw errors.KEPT_SWAPS_USED_UP({ most, from, ...(await whomToAsk(deps, done.seat.holder_company_id)) });
}

/** The link must be good, and its mailbox still the person's. */
async function found(trx: Trx, deps: Deps, token: string, hold: boolean): Promise<store.OpenRelease> {
  const release = await store.findRelease(trx, { tokenSha256: sha256(token), at: deps.clock.now(), hold });
  const now = release && (await emailKeyOf(trx, release.person_id));
  if (!release || !now?.equals(release.email_key)) throw errors.KEPT_RELEASE_SPENT();
  return release;
}

/** For the person's own page: the links to free a seat that were asked for with their address. */
export async function releasesOfPerson(trx: Trx, personId: string) {
  const rows = await store.readReleasesOf(trx, personId);
  if (rows.length === 0) return [];
  const entries = rows.map((row) => ({
    label: row.at,
    value: row.freed
      ? `You freed a seat of licence ${row.serial} by the link in a mail.`
      : `A link to free a seat of licence ${row.serial} was asked for and mailed to you. It was not used.`,
    provenance: null,
  }));
  return [{ part: 'licensing', title: 'Seats freed by a link in a mail', entries }];
}
