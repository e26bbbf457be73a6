import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { InboundMail } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { When } from '../../ui/when.tsx';

/** A mail that came in: as text, never as markup, with its files to take along. */
export function MailText({ mail }: { mail: InboundMail }) {
  return (
    <Stack gap="xs">
      <DataList>
        <Line label={m.mails.sender}>
          <span style={{ overflowWrap: 'anywhere' }}>{mail.sender ?? ''}</span>
        </Line>
        <Line label={m.mails.mailbox}>{m.mails.mailboxes[mail.mailbox] ?? mail.mailbox}</Line>
        <Line label={m.mails.when}>
          <When at={mail.receivedAt} />
        </Line>
        {mail.sentAt && (
          <Line label={m.mails.sent}>
            <When at={mail.sentAt} />
          </Line>
        )}
        <Line label={m.mails.subject}>
          <span style={{ overflowWrap: 'anywhere' }}>{mail.subject || m.mails.noSubject}</span>
        </Line>
      </DataList>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {mail.text || m.mails.noText}
      </Text>
      {mail.cut && <Text size="sm">{m.mails.cut}</Text>}
      {mail.files.length > 0 && <Files mail={mail} />}
      {mail.leftOut > 0 && <Text size="sm">{m.mails.leftOut(mail.leftOut)}</Text>}
    </Stack>
  );
}

function Files({ mail }: { mail: InboundMail }) {
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" fw={500}>
        {m.mails.files}
      </Text>
      {mail.files.map((file) => (
        <FileLine key={file.position} mailId={mail.id} file={file} />
      ))}
      <Text size="xs" c="dimmed">
        {m.mails.warning}
      </Text>
    </Stack>
  );
}

function FileLine({ file, mailId }: { mailId: string; file: InboundMail['files'][number] }) {
  const take = useMutation({
    mutationFn: () =>
      call<{ name: string; base64: string }>('GET', `/mails/${mailId}/files/${file.position}`, { personal: true }),
    onSuccess: ({ base64, name }) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      // Never opened here: whatever it says it is, the browser only saves it.
      const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
      const link = Object.assign(document.createElement('a'), { href: url, download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    },
  });
  const size = `${Math.max(1, Math.round(file.bytes / 1024))} kB`;
  return (
    <Group gap="xs">
      {file.whyNot === null ? (
        <Button
          variant="default"
          size="compact-sm"
          maw="100%"
          loading={take.isPending}
          onClick={() => take.mutate()}
          aria-label={m.mails.download(file.name)}
        >
          {file.name}
        </Button>
      ) : (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {file.name}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {size}
        {file.whyNot !== null && `, ${m.mails.whyNot[file.whyNot] ?? file.whyNot}`}
      </Text>
      {take.isError && <Failure error={take.error} />}
    </Group>
  );
}
