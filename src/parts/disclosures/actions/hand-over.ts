import { sha256 } from '../../../platform/crypto/digest.ts';
import { encryptFor } from '../../../platform/crypto/encrypt-for.ts';
import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Member } from '../../../platform/http/who.ts';
import { audit } from '../../staff/index.ts';
import { errors } from '../errors.ts';
import { insertHandOver } from '../store/hand-overs.ts';
import { lockLiveRecipient, readRecipients } from '../store/recipients.ts';

export interface NewHandOver {
  readonly recipientId: string;
  readonly purpose: string;
  /** What the people will be written to about; null: anything. */
  readonly topic: string | null;
  /** Names of the columns, as outside. */
  readonly fields: readonly string[];
  readonly people: readonly { readonly personId: string; readonly companyId: string | null }[];
  /** What is handed over, in the clear: it leaves this function encrypted only. */
  readonly content: string;
}

interface HandedOver {
  readonly id: string;
  readonly file: Buffer;
}

/** The first line of such a file, and who can open it. */
const envelopeBytes = 32;

/**
 * Gives data of people to a processor, in one file that only its key opens (clause U6). Each person has a row of the ledger, and the
 * gateway refuses all of it where one may not be given. The file is not kept.
 */
export async function handOver(trx: Trx, deps: Deps, who: Member, given: NewHandOver): Promise<HandedOver> {
  const { recipientId, purpose, fields, people } = given;
  await lockLiveRecipient(trx, recipientId);
  const recipient = (await readRecipients(trx, [recipientId]))[0];
  if (recipient?.kind !== 'processor') throw httpErrors.KEPT_NOT_FOUND();
  if (recipient.age_key === null) throw errors.KEPT_PROCESSOR_WITHOUT_KEY();
  const id = deps.ids.uuid();
  await deps.egress.send(trx, {
    disclosures: people.map((person) => ({
      ...person,
      recipientKind: 'processor',
      recipientId,
      channel: 'export',
      purpose,
      fields,
      basis: 'contract of the processor',
      about: { kind: 'hand-over', id },
    })),
  });
  const file = await encryptFor(recipient.age_key, given.content);
  await insertHandOver(trx, {
    id,
    recipientId,
    at: deps.clock.now(),
    memberId: who.memberId,
    purpose,
    topic: given.topic,
    fields,
    people: people.length,
    ageKey: recipient.age_key,
    envelope: file.subarray(0, envelopeBytes).toString('latin1'),
    sha256: sha256(file),
  });
  await audit(trx, deps, who, {
    action: 'disclosures.handed over',
    aboutKind: 'recipient',
    aboutId: recipientId,
    detail: { count: people.length },
  });
  return { id, file };
}
