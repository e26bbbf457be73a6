import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { m } from '../messages/en.ts';
import { type CsvColumn, download, listAsCsv } from './csv.ts';
import { say } from './said.tsx';
import { count } from './when.tsx';

interface Props<T> {
  path: string;
  params: Record<string, string | number | null | undefined>;
  columns: readonly CsvColumn<T>[];
  name: string;
  personal: boolean;
  disabled: boolean;
}

/** Exports what the filters leave; a long export shows its progress and can be stopped. */
export function ExportButton<T>({ path, params, columns, name, personal, disabled }: Props<T>) {
  const [progress, setProgress] = useState<{ done: number; of: number } | null>(null);
  const stop = useRef<AbortController | null>(null);
  const run = useMutation({
    mutationFn: async () => {
      const abort = new AbortController();
      stop.current = abort;
      const report = (done: number, of: number) => setProgress({ done, of });
      return listAsCsv<T>({ path, params, columns, personal, signal: abort.signal, progress: report });
    },
    onSuccess: (blob) => download(blob, `${name}-${new Date().toISOString().slice(0, 10)}.csv`),
    onError: (error) => say(stop.current?.signal.aborted ? m.table.exportStopped : error.message),
    onSettled: () => setProgress(null),
  });
  if (run.isPending) {
    return (
      <Group gap="xs">
        <Text size="sm" role="status">
          {progress ? m.table.exporting(count(progress.done), count(progress.of)) : m.common.loading}
        </Text>
        <Button size="xs" variant="default" onClick={() => stop.current?.abort()}>
          {m.common.stop}
        </Button>
      </Group>
    );
  }
  return (
    <Button size="xs" variant="default" disabled={disabled} onClick={() => run.mutate()}>
      {m.table.export}
    </Button>
  );
}
