import { Button, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ApartMail, InboundMail } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { When } from '../../ui/when.tsx';
import { JoinMail } from './join-mail.tsx';
import { MailText } from './mail-text.tsx';

const mailbox = (row: ApartMail) => (row.mailbox === null ? '' : (m.mails.mailboxes[row.mailbox] ?? row.mailbox));
const what = (row: ApartMail) => m.mails.sorts[row.what] ?? row.what;
const size = (row: ApartMail) => (row.bytes === null ? '' : `${Math.max(1, Math.round(row.bytes / 1024))} kB`);

const columns = (open: ((id: string) => void) | null): Column<ApartMail>[] => [
  { id: 'at', header: m.mails.when, sort: 'at', cell: (row) => <When at={row.at} />, csv: (row) => row.at },
  { id: 'mailbox', header: m.mails.mailbox, cell: mailbox, csv: mailbox },
  { id: 'what', header: m.mails.what, cell: what, csv: (row) => row.what },
  { id: 'size', header: m.mails.size, end: true, cell: size, csv: (row) => row.bytes },
  {
    id: 'open',
    header: m.mails.open,
    csv: () => '',
    cell: (row) =>
      open !== null &&
      row.kept && (
        <Button variant="default" size="compact-sm" onClick={() => open(row.id)}>
          {m.mails.open}
        </Button>
      ),
  },
];

/** Mail that became no request: it could not be read, or no person wrote it. */
export function ApartMails() {
  const may = useMay();
  const [shown, setShown] = useState<string | null>(null);
  return (
    <>
      <DataTable<ApartMail>
        name="mail-kept-apart"
        caption={m.mails.title}
        path="/mails/apart"
        columns={columns(may('requests') ? setShown : null)}
        defaultSort="-at"
        empty={<Empty title={m.mails.none} how={m.mails.noneHow} />}
      />
      <Modal opened={shown !== null} onClose={() => setShown(null)} title={m.mails.title} size="lg">
        {shown !== null && <Opened id={shown} close={() => setShown(null)} />}
      </Modal>
    </>
  );
}

function Opened({ id, close }: { id: string; close: () => void }) {
  const read = usePersonal<InboundMail>(`/mails/${id}`);
  return (
    <Personal read={read} eager>
      {(mail) => (
        <Stack>
          <MailText mail={mail} />
          <JoinMail id={id} close={close} />
        </Stack>
      )}
    </Personal>
  );
}
