import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type ApiError, call, isCode } from '../api/client.ts';
import { useSitting } from '../api/sitting.ts';
import { m } from '../messages/en.ts';
import { useSession } from '../session.ts';
import { Failure } from './failure.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

/** A personal read. It waits for a purpose and a reason where the role needs them; each opening is one look-up. */
export function usePersonal<T>(path: string): PersonalRead<T> {
  const { purposes } = useSession();
  const sitting = useSitting();
  const needsReason = purposes.length > 0 && !sitting;
  const read = useQuery({
    queryKey: personalKey(path, sitting?.purpose, sitting?.reason),
    queryFn: ({ signal }) => call<T>('GET', path, { personal: true, signal }),
    enabled: !needsReason,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { ...read, needsReason };
}

function personalKey(path: string, purpose?: string, reason?: string) {
  return ['personal', path, purpose, reason];
}

export type PersonalRead<T> = UseQueryResult<T> & { needsReason: boolean };

function permittedBy(refused: ApiError | null): string[] | undefined {
  const permitted = refused?.facts.permitted;
  return Array.isArray(permitted) ? permitted.map(String) : undefined;
}

interface Props<T> {
  read: PersonalRead<T>;
  children: (data: T) => ReactNode;
  /** Ask at once: the page is about nothing else. */
  eager?: boolean;
}

/** The question why personal data are opened. `refused`: the reason that was given does not open these. */
export function AskReason({ refused, eager = false }: { refused: ApiError | null; eager?: boolean }) {
  const [asking, setAsking] = useState(eager);
  return (
    <Stack align="flex-start" gap="sm">
      <Text size="sm">{refused ? refused.message : m.reason.closed}</Text>
      <Button onClick={() => setAsking(true)}>{m.reason.ask}</Button>
      <ReasonDialog
        opened={asking}
        onClose={() => setAsking(false)}
        complaint={refused?.message}
        permitted={permittedBy(refused)}
      />
    </Stack>
  );
}

/** The answer that asks for a purpose or a reason, if it is one. */
export function reasonRefused(error: unknown): ApiError | null {
  return isCode(error, 'KEPT_NO_PURPOSE', 'KEPT_NO_REASON') ? error : null;
}

/** Shows personal data, or asks why they are opened. */
export function Personal<T>({ read, children, eager = false }: Props<T>) {
  const refused = reasonRefused(read.error);
  if (read.needsReason || refused) return <AskReason refused={refused} eager={eager} />;
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  if (!read.data) return <Skeleton height={160} />;
  return children(read.data);
}
