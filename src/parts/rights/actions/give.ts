import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { lookUp } from '../../contacts/index.ts';
import { errors } from '../errors.ts';
import { isWithheld } from '../rules/legal-demands.ts';
import { insertDemandLooks, insertGiving } from '../store/givings.ts';
import { updateLegalDemand } from '../store/legal-demands.ts';
import type { Chosen, GivenFile } from '../wire/legal-demands.ts';
import type { RightsHanded } from './handed.ts';
import { type FileRead, readFile } from './legal-demand-file.ts';
import { auditDemand, type Begun, beginDemandStep, noteDemand } from './legal-demands.ts';
import { tellGiven } from './tell-given.ts';

interface Asked {
  readonly id: string;
  readonly ground: Ground | null;
  readonly chosen: Chosen;
}

/** Shows what the authority would get; nothing is given yet. */
export function previewGiving(
  deps: Deps,
  handed: Pick<RightsHanded, 'registrationsOfPerson'>,
  who: Member,
  asked: Asked,
): Promise<GivenFile> {
  return throughLookUp(deps, handed, who, {
    ...asked,
    kind: 'opened',
    async finish(base, { file }) {
      const { name, text, sha256 } = await file.make(base);
      return { name, text, sha256: sha256.toString('hex') };
    },
  });
}

/**
 * Gives the authority what was shown: a row of the ledger for each person, the register, and the file, in one transaction. People are told
 * at once unless the law forbids it.
 */
export async function giveToAuthority(
  deps: Deps,
  handed: Pick<RightsHanded, 'registrationsOfPerson'>,
  who: Member,
  asked: Asked & { readonly sha256: string },
): Promise<GivenFile> {
  const given = await throughLookUp(deps, handed, who, {
    ...asked,
    kind: 'exported',
    async finish(base, { begun, file }) {
      const { name, text, sha256 } = await file.make(base);
      if (sha256.toString('hex') !== asked.sha256) throw errors.KEPT_LEGAL_DEMAND_CHANGED();
      const givingId = await writeGiving(base, deps, who, { begun, chosen: asked.chosen, sha256 });
      if (!isWithheld(begun.row.withheld_until, begun.today))
        for (const [personId, mailbox] of file.mailboxes)
          await tellGiven(base, deps, who, { giving_id: givingId, person_id: personId, demand_id: asked.id, mailbox });
      return { name, text, sha256: asked.sha256 };
    },
  });
  deps.nudge();
  return given;
}

/** The one way to what is held for a demand: approved by two, locked, and each person in it looked at for a reason that is noted. */
function throughLookUp<Shown>(
  deps: Deps,
  handed: Pick<RightsHanded, 'registrationsOfPerson'>,
  who: Member,
  asked: Asked & {
    readonly kind: 'opened' | 'exported';
    readonly finish: (base: Trx<'base'>, read: { readonly begun: Begun; readonly file: FileRead }) => Promise<Shown>;
  },
): Promise<Shown> {
  const looks = asked.chosen.map(({ personId, fields }) => ({ id: deps.ids.uuid(), personId, fields }));
  return lookUp(deps, who, asked.ground, {
    async read(trx) {
      const begun = await beginDemandStep(trx, deps, who, { id: asked.id, step: 'give' });
      const file = await readFile(trx as Trx<'legal'>, deps, handed, { row: begun.row, chosen: asked.chosen });
      const lookUps = looks.map((look) => ({ ...look, kind: asked.kind, companyId: null }));
      return { read: { begun, file }, lookUps };
    },
    async finish(base, read) {
      await insertDemandLooks(base, asked.id, looks);
      return asked.finish(base, read);
    },
  });
}

async function writeGiving(
  base: Trx<'base'>,
  deps: Deps,
  who: Member,
  given: { readonly begun: Begun; readonly chosen: Chosen; readonly sha256: Buffer },
): Promise<string> {
  const { row } = given.begun;
  const ledgerIds = await deps.egress.send(base, {
    disclosures: given.chosen.map(({ personId, fields }) => ({
      recipientKind: 'authority',
      recipientId: row.authority_id,
      personId,
      companyId: null,
      channel: 'export',
      purpose: 'legal',
      fields,
      basis: `legal demand ${row.number}`,
      about: { kind: 'legal demand', id: row.id },
      contentSha256: given.sha256,
    })),
  });
  const id = deps.ids.uuid();
  const giving = { id, demandId: row.id, at: deps.clock.now(), givenBy: who.memberId, sha256: given.sha256 };
  const rows = given.chosen.map(({ personId, fields }, index) => ({
    person_id: personId,
    fields,
    ledger_id: ledgerIds[index] ?? '',
  }));
  await insertGiving(base, giving, rows);
  await updateLegalDemand(base, row.id, { state: 'given' });
  await noteDemand(base, deps, who, { demandId: row.id, kind: 'given' });
  const detail = { count: rows.length };
  await auditDemand(base, deps, who, { id: row.id, action: 'rights.legal demand given', detail });
  return id;
}
