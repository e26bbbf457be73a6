import type { Deps } from '../../../../platform/deps.ts';
import { writeKey } from '../../../../platform/evidence/note.ts';
import { checkpointMail } from '../../mails/checkpoint.ts';
import { logKeys, newestCheckpoint, type StoredCheckpoint } from '../../store/log/tree.ts';
import { readTellings, type TellingRow, writeTelling } from '../../store/tellings.ts';

type WitnessDeps = Pick<Deps, 'db' | 'clock' | 'egress' | 'log' | 'site' | 'publicUrl'>;

/** Somebody outside who keeps checkpoints: a registered recipient. */
export interface Witness {
  readonly id: string;
  readonly name: string;
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
  /** Sends it to this one, now. False: there is no such witness, or no checkpoint yet. */
  tellOne(witnessId: string): Promise<boolean>;
  /** All witnesses, with what each was given last, and whether there is a file. */
  list(): Promise<WitnessList>;
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
      for (const witness of await handed.witnesses())
        await give(deps, handed, witness, checkpoint).catch((error: unknown) => {
          // One that is being ended just now keeps it from nobody else.
          deps.log.error('a witness could not be given the checkpoint', { id: witness.id, error });
        });
    },
    async tellOne(witnessId) {
      const witness = (await handed.witnesses()).find(({ id }) => id === witnessId);
      const checkpoint = await newestCheckpoint(deps.db.read);
      if (!witness || !checkpoint) return false;
      await give(deps, handed, witness, checkpoint);
      return true;
    },
    async list() {
      const [witnesses, told, newest] = await Promise.all([
        handed.witnesses(),
        readTellings(deps.db.read),
        newestCheckpoint(deps.db.read),
      ]);
      return {
        witnesses: witnesses.map((witness) => ({
          ...witness,
          given: told.filter(({ witnessId }) => witnessId === witness.id),
        })),
        size: newest?.size ?? 0,
        file: handed.keepInFile !== null,
      };
    },
  };
}

interface WitnessList {
  readonly witnesses: readonly (Witness & { readonly given: readonly TellingRow[] })[];
  /** Of the last checkpoint. */
  readonly size: number;
  readonly file: boolean;
}

/** By each way that the witness has. */
async function give(deps: WitnessDeps, handed: WitnessHanded, witness: Witness, checkpoint: StoredCheckpoint) {
  if (witness.mailbox !== null) await mail(deps, { ...witness, mailbox: witness.mailbox }, checkpoint);
  if (witness.url !== null) await post(deps, handed, { ...witness, url: witness.url }, checkpoint);
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
  { note, size }: StoredCheckpoint,
): Promise<void> {
  const [site, [key]] = await Promise.all([deps.site(), logKeys(deps.db.read)]);
  const day = deps.clock.now().toISOString().slice(0, 10);
  const written = checkpointMail({ site, note, key: key ? writeKey(key) : '', day, publicUrl: deps.publicUrl });
  await deps.db.base(async (trx) => {
    await deps.egress.send(trx, {
      mails: [{ kind: 'checkpoint', to: witness.mailbox, ...written, disclosure: disclosure(witness, 'mail') }],
    });
    await writeTelling(trx, { witnessId: witness.id, way: 'mail', size, at: deps.clock.now(), taken: true });
  });
}

/** The row of the ledger comes first: what was posted without one would have left unseen. */
async function post(
  deps: WitnessDeps,
  { post: send }: WitnessHanded,
  witness: Witness & { readonly url: string },
  { note, size }: StoredCheckpoint,
): Promise<void> {
  await deps.db.base((trx) => deps.egress.send(trx, { disclosures: [disclosure(witness, 'webhook')] }));
  const taken = await send(witness.url, note).then(
    () => true,
    (error: unknown) => {
      deps.log.warn('a witness did not take the checkpoint; it gets the next one', { error });
      return false;
    },
  );
  await deps.db.base((trx) =>
    writeTelling(trx, { witnessId: witness.id, way: 'url', size, at: deps.clock.now(), taken }),
  );
}
