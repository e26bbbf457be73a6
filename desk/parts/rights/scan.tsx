import { Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { RequestDetail } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { say } from '../../ui/said.tsx';

/** The scan of a letter: attached while the request is open, opened as a file of this browser. */
export function Scan({ request }: { request: RequestDetail }) {
  const open = useMutation({
    mutationFn: () => call<{ type: string; base64: string }>('GET', `/requests/${request.id}/scan`, { personal: true }),
    onSuccess: ({ type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      const link = URL.createObjectURL(new Blob([bytes], { type }));
      window.open(link, '_blank', 'noopener');
      setTimeout(() => URL.revokeObjectURL(link), 60_000);
    },
  });
  return (
    <Stack gap="xs" align="flex-start">
      {request.scan ? (
        <Button variant="default" size="compact-sm" loading={open.isPending} onClick={() => open.mutate()}>
          {m.requests.openScan}
        </Button>
      ) : (
        <Text size="sm">{m.requests.noScan}</Text>
      )}
      {open.isError && <Failure error={open.error} />}
      {request.state === 'open' && <AddScan request={request} />}
    </Stack>
  );
}

function AddScan({ request }: { request: RequestDetail }) {
  const [file, setFile] = useState<File | null>(null);
  const add = useMutation({
    mutationFn: async (chosen: File) =>
      call('PUT', `/requests/${request.id}/scan`, { body: { base64: await base64Of(chosen) } }),
    onSuccess: async () => {
      setFile(null);
      await queries.invalidateQueries();
      say(m.requests.scanAdded);
    },
  });
  return (
    <>
      <Group align="flex-end" w="100%">
        <FileInput
          label={m.requests.scan}
          description={m.requests.scanHow}
          accept="application/pdf,image/png,image/jpeg"
          value={file}
          onChange={setFile}
          w="100%"
          maw={320}
        />
        <Button variant="default" disabled={!file} loading={add.isPending} onClick={() => file && add.mutate(file)}>
          {m.requests.addScan}
        </Button>
      </Group>
      {add.isError && <Failure error={add.error} />}
    </>
  );
}

function base64Of(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}
