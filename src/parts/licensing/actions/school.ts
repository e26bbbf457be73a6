import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { actor } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { labelBytes, makeLabel, parseLabel } from '../rules/label.ts';
import { isTerm } from '../rules/term.ts';
import { dayIn } from '../rules/verdict.ts';
import * as store from '../store/school.ts';
import { whomToAsk } from './refuse.ts';
import { vendorZone } from './remembered.ts';

/** A school's licence as whoever keeps its labels sees it. */
export interface SchoolLicence {
  readonly id: string;
  readonly serial: string;
  readonly product: string;
  readonly expiresOn: string | null;
  /** Seats that pupils can have. */
  readonly seatsForPupils: number;
  readonly term: {
    readonly startsOn: string;
    readonly endsOn: string;
    readonly labels: readonly { readonly label: string; readonly activatedAt: Date | null }[];
  } | null;
}

interface Keeper {
  readonly personId: string;
  readonly licenceId: string;
}

/** The licences of the school for which the person registered them, with the labels of this term. */
export async function schoolsOf(trx: Trx, personId: string): Promise<readonly SchoolLicence[]> {
  const licences = await store.readSchoolLicences(trx, personId);
  const labels = await store.readLabels(
    trx,
    licences.flatMap(({ term_id: id }) => id ?? []),
  );
  const byTerm = Map.groupBy(labels, (row) => row.term_id);
  return licences.map((row) => ({
    id: row.id,
    serial: row.serial,
    product: row.product,
    expiresOn: row.expires_on,
    seatsForPupils: row.seats - row.seats_of_staff,
    term:
      row.term_id === null || row.starts_on === null || row.ends_on === null
        ? null
        : {
            startsOn: row.starts_on,
            endsOn: row.ends_on,
            labels: (byTerm.get(row.term_id) ?? []).map(({ label, activated_at: at }) => ({ label, activatedAt: at })),
          },
  }));
}

/** A new term with new labels. Those of the term before are over at once, and so are the seats of its pupils. */
export async function beginTerm(
  trx: Trx,
  deps: Deps,
  asked: Keeper & { readonly startsOn: string; readonly endsOn: string; readonly count: number },
): Promise<void> {
  const licence = await held(trx, asked);
  const at = deps.clock.now();
  const today = dayIn(await vendorZone(deps), at);
  if (!isTerm(asked, { today, expiresOn: licence.expires_on })) throw errors.KEPT_TERM_DAYS();
  const seats = licence.seats - licence.seats_of_staff;
  if (asked.count > seats)
    throw errors.KEPT_LABELS_TOO_MANY({ seats, ...(await whomToAsk(deps, licence.holder_company_id)) });
  const who = { kind: 'person', personId: asked.personId } as const;
  if (licence.term_id !== null) {
    await store.freePupilSeats(trx, { termId: licence.term_id, label: null }, { at, actor: actor(who) });
    await store.endTerm(trx, licence.term_id, at);
  }
  const term = { id: deps.ids.uuid(), licenceId: licence.id, startsOn: asked.startsOn, endsOn: asked.endsOn, at };
  await store.insertTerm(trx, term);
  for (let missing = asked.count; missing > 0; )
    missing -= await store.insertLabels(trx, term.id, freshLabels(deps, missing));
  const detail = { count: asked.count, startsOn: asked.startsOn, endsOn: asked.endsOn };
  await audit(trx, deps, who, { action: 'licensing.term begun', aboutKind: 'licence', aboutId: licence.id, detail });
}

/** Frees the seat of one label, so that another machine can have it. Freed already, nothing is changed. */
export async function freeLabel(trx: Trx, deps: Deps, asked: Keeper & { readonly label: string }): Promise<void> {
  const licence = await held(trx, asked);
  const label = parseLabel(asked.label);
  if (label === null || licence.term_id === null) throw errors.KEPT_LABEL_UNKNOWN();
  const at = deps.clock.now();
  const who = { kind: 'person', personId: asked.personId } as const;
  const freed = await store.freePupilSeats(trx, { termId: licence.term_id, label }, { at, actor: actor(who) });
  if (freed > 0)
    await audit(trx, deps, who, { action: 'licensing.label freed', aboutKind: 'licence', aboutId: licence.id });
}

async function held(trx: Trx, asked: Keeper): Promise<store.SchoolLicence> {
  const licence = await store.holdSchoolLicence(trx, asked);
  if (!licence) throw httpErrors.KEPT_NOT_FOUND();
  return licence;
}

function freshLabels(deps: Deps, count: number): string[] {
  const labels = new Set<string>();
  while (labels.size < count) {
    const label = makeLabel(deps.ids.random(labelBytes));
    if (label !== null) labels.add(label);
  }
  return [...labels];
}

/** How long labels of an ended term are kept: a school that made new ones too early sees which they were. */
const keptDays = 30;

/** Each night: terms that are over lose their seats, and after a while nothing is left of their labels. */
export async function endTerms(deps: Deps): Promise<number> {
  const at = deps.clock.now();
  const today = dayIn(await vendorZone(deps), at);
  const actorOfJob = { kind: 'system', id: null };
  for (;;) {
    const over = await deps.db.base(async (trx) => {
      const terms = await store.readOverdueTerms(trx, today);
      for (const { id: termId, licence_id: licenceId } of terms) {
        await store.holdLicence(trx, licenceId);
        await store.freePupilSeats(trx, { termId, label: null }, { at, actor: actorOfJob });
        await store.endTerm(trx, termId, at);
      }
      return terms.length;
    });
    if (over === 0) break;
  }
  return deps.db.base((trx) => store.deleteEndedLabels(trx, new Date(at.getTime() - keptDays * 86_400_000)));
}
