import { Button, FileInput, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Release, ReleaseFile } from '../../api/wire.ts';
import { downloadsMessages } from '../../messages/en/downloads.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';
import { count } from '../../ui/when.tsx';
import { sendFile, sizeOf } from './send-file.ts';

const columns: Column<ReleaseFile>[] = [
  {
    id: 'file',
    header: downloadsMessages.downloads.file,
    sort: 'fileName',
    cell: (row) => row.fileName,
    csv: (row) => row.fileName,
  },
  {
    id: 'platform',
    header: downloadsMessages.downloads.platform,
    cell: (row) => row.platform,
    csv: (row) => row.platform,
  },
  {
    id: 'size',
    header: downloadsMessages.downloads.size,
    end: true,
    cell: (row) => sizeOf(row.bytes),
    csv: (row) => row.bytes,
  },
  { id: 'state', header: downloadsMessages.downloads.state, cell: stateOf, csv: stateOf },
  {
    id: 'downloads',
    header: downloadsMessages.downloads.count,
    end: true,
    cell: (row) => count(row.downloads),
    csv: (row) => row.downloads,
  },
  {
    id: 'sum',
    header: downloadsMessages.downloads.sum,
    cell: (row) => <code>{row.sha256 ?? m.common.none}</code>,
    csv: (row) => row.sha256,
    hidden: true,
  },
];

function stateOf(row: ReleaseFile): string {
  if (row.missing) return downloadsMessages.downloads.missing;
  return downloadsMessages.downloads.states[row.state] ?? row.state;
}

/** The files of a release: those there are, and where one is sent. */
export function ReleaseFiles({ release }: { release: Release }) {
  const may = useMay();
  const [goOn, setGoOn] = useState<ReleaseFile | null>(null);
  const acts: Column<ReleaseFile>[] = [
    {
      id: 'acts',
      header: m.table.act,
      cell: (row) => (
        <Group gap="xs" wrap="nowrap">
          {row.state === 'uploading' && (
            <Button size="xs" variant="default" onClick={() => setGoOn(row)}>
              {downloadsMessages.downloads.goOn}
            </Button>
          )}
          <Withdraw file={row} />
        </Group>
      ),
      csv: () => null,
    },
  ];
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {downloadsMessages.downloads.filesAbout}
      </Text>
      <DataTable<ReleaseFile>
        name="release-files"
        caption={downloadsMessages.downloads.files}
        path={`/releases/${release.id}/files`}
        columns={may('issue') ? [...columns, ...acts] : columns}
        defaultSort="-createdAt"
        remember={false}
        limit={20}
        empty={<Empty title={downloadsMessages.downloads.noFiles} how={downloadsMessages.downloads.noFilesHow} />}
      />
      {may('issue') && <SendFile key={goOn?.id ?? 'new'} release={release} begun={goOn} done={() => setGoOn(null)} />}
    </Stack>
  );
}

function Withdraw({ file }: { file: ReleaseFile }) {
  return (
    <Confirm
      size="xs"
      label={downloadsMessages.downloads.withdraw}
      title={downloadsMessages.downloads.withdrawTitle(file.fileName)}
      consequence={downloadsMessages.downloads.withdrawConsequence}
      act={async () => {
        await call('DELETE', `/release-files/${file.id}`);
        await queries.invalidateQueries();
        say(downloadsMessages.downloads.withdrawn);
      }}
    />
  );
}

interface Sending {
  release: Release;
  /** A file that is not whole yet; null: a new one. */
  begun: ReleaseFile | null;
  done: () => void;
}

function SendFile({ release, begun, done }: Sending) {
  const [problem, setProblem] = useState<unknown>(null);
  const [sent, setSent] = useState(0);
  const [stop, setStop] = useState<AbortController | null>(null);
  const form = useForm<{ platform: string; file: File | null }>({
    initialValues: { platform: begun?.platform ?? '', file: null },
    validate: {
      platform: needed(downloadsMessages.downloads.platformNeeded),
      file: (file) => {
        if (!file) return downloadsMessages.downloads.fileNeeded;
        return begun && begun.bytes !== file.size ? downloadsMessages.downloads.otherFile : null;
      },
    },
  });
  const send = useMutation({
    async mutationFn({ platform, file }: typeof form.values) {
      if (!file) return;
      const stopping = new AbortController();
      setStop(stopping);
      const body = {
        platform: platform.trim(),
        fileName: file.name.replace(/[^A-Za-z0-9._+-]+/g, '-'),
        bytes: file.size,
      };
      const to = begun ?? (await call<ReleaseFile>('POST', `/releases/${release.id}/files`, { body }));
      await sendFile(to, file, { onSent: setSent, signal: stopping.signal });
    },
    onError: (error) => setProblem(stop?.signal.aborted ? null : complain(form, error, { fileName: 'file' })),
    onSuccess() {
      form.reset();
      done();
      say(downloadsMessages.downloads.added);
    },
    onSettled: () => queries.invalidateQueries(),
  });
  const { file } = form.values;
  return (
    <form onSubmit={form.onSubmit((values) => send.mutate(values))} noValidate>
      <Stack gap="sm">
        {begun && <Text size="sm">{downloadsMessages.downloads.goOnHint}</Text>}
        {!begun && (
          <TextInput
            label={downloadsMessages.downloads.platformLabel}
            description={downloadsMessages.downloads.platformHint}
            required
            {...form.getInputProps('platform')}
          />
        )}
        <FileInput
          label={downloadsMessages.downloads.file}
          placeholder={begun?.fileName ?? downloadsMessages.downloads.choose}
          required
          {...form.getInputProps('file')}
        />
        {send.isPending && file && (
          <>
            <Text size="sm" role="status">
              {downloadsMessages.downloads.sending(sizeOf(sent), sizeOf(file.size))}
            </Text>
            <Progress value={(100 * sent) / file.size} aria-label={file.name} />
          </>
        )}
        {problem !== null && <Failure error={problem} />}
        <Group>
          <Button type="submit" loading={send.isPending}>
            {begun ? downloadsMessages.downloads.goOn : downloadsMessages.downloads.add}
          </Button>
          {send.isPending && (
            <Button variant="default" onClick={() => stop?.abort()}>
              {downloadsMessages.downloads.stop}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
