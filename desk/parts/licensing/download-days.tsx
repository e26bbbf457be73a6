import { Stack, Text } from '@mantine/core';
import type { DownloadDay } from '../../api/wire.ts';
import { downloadsMessages } from '../../messages/en/downloads.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { count, Day } from '../../ui/when.tsx';

const columns: Column<DownloadDay>[] = [
  {
    id: 'day',
    header: downloadsMessages.downloads.day,
    sort: 'day',
    cell: (row) => <Day on={row.day} />,
    csv: (row) => row.day,
  },
  { id: 'product', header: downloadsMessages.downloads.product, cell: (row) => row.product, csv: (row) => row.product },
  { id: 'release', header: downloadsMessages.downloads.release, cell: (row) => row.release, csv: (row) => row.release },
  {
    id: 'platform',
    header: downloadsMessages.downloads.platform,
    cell: (row) => row.platform,
    csv: (row) => row.platform,
  },
  {
    id: 'downloads',
    header: downloadsMessages.downloads.count,
    sort: 'downloads',
    end: true,
    cell: (row) => count(row.downloads),
    csv: (row) => row.downloads,
  },
];

/** How often which release was fetched: counts by day. */
export function DownloadDays() {
  return (
    <Panel title={downloadsMessages.downloads.days}>
      <Stack>
        <Text size="sm" c="dimmed">
          {downloadsMessages.downloads.daysAbout}
        </Text>
        <DataTable<DownloadDay>
          name="download-days"
          caption={downloadsMessages.downloads.days}
          path="/release-downloads"
          columns={columns}
          defaultSort="-day"
          remember={false}
          limit={10}
          empty={<Empty title={downloadsMessages.downloads.noDays} how={downloadsMessages.downloads.noDaysHow} />}
        />
      </Stack>
    </Panel>
  );
}
