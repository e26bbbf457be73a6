import { Anchor, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { Licence, LicenceDownloads } from '../../api/wire.ts';
import { downloadsMessages } from '../../messages/en/downloads.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { Day } from '../../ui/when.tsx';

/** What can be downloaded under a licence, by links that open for a day. */
export function Downloads({ licence }: { licence: Licence }) {
  const found = useQuery({
    queryKey: ['licence-downloads', licence.id],
    queryFn: ({ signal }) => call<LicenceDownloads>('GET', `/licences/${licence.id}/downloads`, { signal }),
  });
  return (
    <Panel title={downloadsMessages.downloads.title}>
      {found.isPending && <Skeleton height={80} />}
      {found.isError && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Found downloads={found.data} />}
    </Panel>
  );
}

function Found({ downloads: { files, notCovered } }: { downloads: LicenceDownloads }) {
  return (
    <Stack gap="sm">
      {files.length === 0 && (
        <Empty title={downloadsMessages.downloads.none} how={downloadsMessages.downloads.noneHow} />
      )}
      {files.length > 0 && (
        <>
          <Text size="sm" c="dimmed">
            {downloadsMessages.downloads.about}
          </Text>
          <Scroll label={downloadsMessages.downloads.title} width={480}>
            <Table fz="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{downloadsMessages.downloads.release}</Table.Th>
                  <Table.Th>{downloadsMessages.downloads.built}</Table.Th>
                  <Table.Th>{downloadsMessages.downloads.platform}</Table.Th>
                  <Table.Th>{downloadsMessages.downloads.fetched}</Table.Th>
                  <Table.Th>{downloadsMessages.downloads.file}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {files.map((file) => (
                  <Table.Tr key={file.id}>
                    <Table.Td>{file.release}</Table.Td>
                    <Table.Td>
                      <Day on={file.builtOn} />
                    </Table.Td>
                    <Table.Td>{file.platform}</Table.Td>
                    <Table.Td>
                      <Day on={file.lastFetchedOn} none={downloadsMessages.downloads.never} />
                    </Table.Td>
                    <Table.Td>
                      <Anchor
                        href={file.url}
                        download={file.fileName}
                        size="sm"
                        aria-label={downloadsMessages.downloads.fetch(file.fileName)}
                      >
                        {file.fileName}
                      </Anchor>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scroll>
        </>
      )}
      {notCovered.length > 0 && (
        <Text size="sm">{downloadsMessages.downloads.later(notCovered.map(({ release }) => release).join(', '))}</Text>
      )}
    </Stack>
  );
}
