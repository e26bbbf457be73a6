import type { Deps } from '../../../../platform/deps.ts';
import { writeKey } from '../../../../platform/evidence/note.ts';
import { checkpointMail } from '../../mails/checkpoint.ts';
import { logKeys, newestCheckpoint, type StoredCheckpoint } from '../../store/log/tree.ts';

type WitnessDeps = Pick<Deps, 'db' | 'clock' | 'egress' | 'log' | 'site' | 'publicUrl'>;

/** Somebody outside who keeps checkpoints: a registered recipient. */
export interface Witness {
  readonly id: string;
  /** Where they are mailed to; null: nowhere. */
  readonly mailbox: string | null;
  /** Where they are posted to; null: nowhere. */
  readonly url: string | null;
}

/** What the log needs of elsewhere to give its checkpoints out; wired in app.ts. */
export interface WitnessHanded {
  /** Witnesses that are registered and not ended (disclosures). */
  readonly witnesses: () => Promise<readonly Witness[]>;
  /** Adds a checkpoint to the file of KEPT_WITNESS_FILE; null where none is set. */
  readonly keepInFile: ((note: string) => Promise<void>) | null;
  /** Posts a text to an outside host. */
  readonly post: (url: string, text: string) => Promise<void>;
}

export interface Witnessing {
  /** Adds the last checkpoint to the file, if it is a new one. */
  keep(): Promise<void>;
  /** Sends the last checkpoint to every witness. */
  tell(): Promise<void>;
}

export function createWitnessing(deps: WitnessDeps, handed: WitnessHanded): Witnessing {
  let kept = 0;
  return {
    async keep() {
      const checkpoint = await newestCheckpoint(deps.db.read);
      if (!handed.keepInFile || !checkpoint || checkpoint.size === kept) return;
      await handed.keepInFile(checkpoint.note);
      kept = checkpoint.size;
    },
    async tell() {
      const checkpoint = await newestCheckpoint(deps.db.read);
      if (!checkpoint) return;
      for (const witness of await handed.witnesses()) {
        if (witness.mailbox !== null) await mail(deps, { ...witness, mailbox: witness.mailbox }, checkpoint);
        if (witness.url !== null) await post(deps, handed, { ...witness, url: witness.url }, checkpoint);
      }
    },
  };
}

const disclosure = (witness: Witness, channel: 'mail' | 'webhook') => ({
  recipientKind: 'witness' as const,
  recipientId: witness.id,
  personId: null,
  companyId: null,
  channel,
  purpose: 'operations',
  fields: [],
  basis: 'witness of the evidence log',
});

async function mail(
  deps: WitnessDeps,
  witness: Witness & { readonly mailbox: string },
  { note }: StoredCheckpoint,
): Promise<void> {
  const [site, [key]] = await Promise.all([deps.site(), logKeys(deps.db.read)]);
  const day = deps.clock.now().toISOString().slice(0, 10);
  const written = checkpointMail({ site, note, key: key ? writeKey(key) : '', day, publicUrl: deps.publicUrl });
  await deps.db.base((trx) =>
    deps.egress.send(trx, {
      mails: [{ kind: 'checkpoint', to: witness.mailbox, ...written, disclosure: disclosure(witness, 'mail') }],
    }),
  );
}

/** The row of the ledger comes first: what was posted without one would have left unseen. */
async function post(
  deps: WitnessDeps,
  { post: send }: WitnessHanded,
  witness: Witness & { readonly url: string },
  { note }: StoredCheckpoint,
): Promise<void> {
  await deps.db.base((trx) => deps.egress.send(trx, { disclosures: [disclosure(witness, 'webhook')] }));
  await send(witness.url, note).catch((error: unknown) =>
    deps.log.warn('a witness did not take the checkpoint; it gets the next one', { error }),
  );
}
