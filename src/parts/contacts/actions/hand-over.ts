import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { handOver } from '../../disclosures/index.ts';
import { refuseClosed } from '../../policy/index.ts';
import { errors } from '../errors.ts';
import { csvOf, handOverColumns } from '../rules.ts';
import { readToHandOver } from '../store/hand-over.ts';
import type { HandOverField, Topic } from '../tables.ts';
import { lookUp, mayRead } from './look-up.ts';

const mostPeople = 5_000;

export interface HandOverWanted {
  readonly recipientId: string;
  readonly companyIds: readonly string[];
  readonly fields: readonly HandOverField[];
  /** By which they will be reached; needed for marketing, where an opt-out of it is obeyed. */
  readonly channel: 'mail' | 'post' | 'phone' | null;
  /** What they will be written to about; null: anything. */
  readonly topic?: Topic | null;
}

/**
 * Gives chosen columns of the people of chosen companies to a processor, in a file that only it can open (clause U6). Whoever is hidden
 * from the purpose is not in it; each of the others has a look-up and a row of the ledger.
 */
export async function handOverPeople(
  deps: Deps,
  who: Member,
  ground: Ground | null,
  wanted: HandOverWanted,
): Promise<{ id: string; people: number; base64: string }> {
  const purpose = ground?.purpose === 'marketing' ? 'marketing' : 'customer service';
  const fields = [...new Set(wanted.fields)];
  const unread = fields.filter((field) => {
    const category = handOverColumns[field];
    return category !== null && !mayRead(purpose, category);
  });
  if (unread.length > 0)
    throw httpErrors.KEPT_INVALID({ fields: { fields: `not for this purpose: ${unread.join(', ')}` } });
  if (purpose === 'marketing' && wanted.channel === null)
    throw httpErrors.KEPT_INVALID({ fields: { channel: 'is missing: opt-outs of it are obeyed' } });
  const channel = purpose === 'marketing' ? wanted.channel : null;
  return lookUp(deps, who, ground, {
    async read(trx) {
      const writing = { channel, topic: wanted.topic ?? null, at: deps.clock.now() };
      const asked = { companyIds: wanted.companyIds, fields, writing, limit: mostPeople + 1 };
      const read = await readToHandOver(trx, purpose, asked);
      const lookUps = read.map(({ personId, companyId }) => ({
        kind: 'exported' as const,
        personId,
        companyId,
        fields,
      }));
      return { read, lookUps };
    },
    async finish(base, read) {
      await refuseClosed(base, 'recipient processor');
      if (read.length === 0) throw errors.KEPT_NOBODY_TO_HAND_OVER();
      if (read.length > mostPeople) throw errors.KEPT_TOO_MANY_TO_HAND_OVER({ most: mostPeople });
      const people = read.map(({ personId, companyId }) => ({ personId, companyId }));
      const { recipientId } = wanted;
      const content = csvOf(fields, read);
      const { id, file } = await handOver(base, deps, who, {
        recipientId,
        purpose,
        topic: channel === null ? null : (wanted.topic ?? null),
        fields,
        people,
        content,
      });
      return { id, people: people.length, base64: file.toString('base64') };
    },
  });
}
