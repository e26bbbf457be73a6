import type { Trx } from '../../../platform/db/database.ts';
import type { Deps } from '../../../platform/deps.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { answerList, type ListAnswer, type ListRequest } from '../../../platform/http/list.ts';
import type { Ground, Member } from '../../../platform/http/who.ts';
import { lookUp, personIdByEmail } from '../../contacts/index.ts';
import * as store from '../store/mails.ts';
import type { ApartMail, Mail } from '../wire/requests.ts';

type Sort = Mail['sort'];

export function presentMail(row: store.MailRow): Mail {
  return {
    id: row.id,
    mailbox: row.mailbox,
    sort: row.sort as Sort,
    receivedAt: row.received_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    sender: row.sender,
    subject: row.subject,
    text: row.body,
    cut: row.cut,
    leftOut: row.left_out,
    files: row.files.map(({ position, name, type, bytes, whyNot }) => ({ position, name, type, bytes, whyNot })),
  };
}

/** Mail that became no request, without its words. */
export async function apartList(deps: Deps, list: ListRequest): Promise<ListAnswer<ApartMail>> {
  const { rows, count } = await store.listApart(deps.db.read, list);
  return answerList(list, rows, count, (row) => ({
    id: row.id,
    at: row.at.toISOString(),
    mailbox: row.mailbox,
    what: row.what,
    kept: row.kept,
    bytes: row.bytes === null ? null : Number(row.bytes),
  }));
}

interface Asked {
  readonly id: string;
  readonly ground: Ground | null;
}

const reads = (reader: string) => ['rights', 'legal', 'operations'].includes(reader);

/** Whoever wrote it is looked at, and whoever asks by it, if we know them. */
async function looksAt(
  trx: Trx,
  deps: Deps,
  mail: { readonly person_id: string | null; readonly sender: string | null },
) {
  const wrote = mail.sender === null ? null : await personIdByEmail(trx, deps, mail.sender);
  const people = new Set([wrote, mail.person_id].filter((each) => each !== null));
  return [...people].map((personId) => ({ kind: 'opened' as const, personId, companyId: null, fields: ['request'] }));
}

/** A mail that was kept apart: whether a machine wrote it is for people to see. */
export function openMail(deps: Deps, who: Member, { ground, id }: Asked): Promise<Mail> {
  return lookUp(deps, who, ground, {
    async read(trx, reader) {
      const [mail] = reads(reader) ? await store.readMailById(trx as Parameters<typeof store.readMailById>[0], id) : [];
      if (!mail) throw httpErrors.KEPT_NOT_FOUND();
      return { read: mail, lookUps: await looksAt(trx, deps, mail) };
    },
    finish: async (_base, mail) => presentMail(mail),
  });
}

/** A file that came with a mail, as it came. */
export function openFile(
  deps: Deps,
  who: Member,
  asked: Asked & { readonly position: number },
): Promise<{ name: string; type: string; base64: string }> {
  return lookUp(deps, who, asked.ground, {
    async read(trx, reader) {
      const of = { mailId: asked.id, position: asked.position };
      const [file] = reads(reader)
        ? await store.readAttachment(trx as Parameters<typeof store.readAttachment>[0], of)
        : [];
      if (!file) throw httpErrors.KEPT_NOT_FOUND();
      return { read: file, lookUps: await looksAt(trx, deps, file) };
    },
    finish: async (_base, { name, type, content }) => ({ name, type, base64: content.toString('base64') }),
  });
}
