import { Anchor, Button, Modal, Skeleton, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Site } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { useMay } from '../../session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count, Day, When } from '../../ui/when.tsx';
import { LineSourcesPanel } from './line-sources.tsx';
import { NewSiteForm } from './new-site-form.tsx';
import { OwnBrowser } from './own-browser.tsx';
import { useReport, useSites } from './reads.ts';

/** The websites that are counted. */
export function SitesPage() {
  const writes = useMay()('statistics settings');
  const [adding, setAdding] = useState(false);
  const list = useReport<{ sites: Site[] }>('/statistics/sites');
  const sites = list.data?.sites ?? [];
  const add = writes && <Button onClick={() => setAdding(true)}>{statisticsWords.oneSite.add}</Button>;
  return (
    <Stack>
      <Panel title={statisticsWords.sites} aside={sites.length > 0 && add}>
        {list.isPending && <Skeleton height={160} />}
        {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
        {list.data && sites.length === 0 && (
          <Empty title={statisticsWords.noSites} how={statisticsWords.noSitesHow} action={add} />
        )}
        {sites.length > 0 && <SiteRows sites={sites} />}
      </Panel>
      <LineSourcesPanel />
      <OwnBrowser />
      <Modal opened={adding} onClose={() => setAdding(false)} title={statisticsWords.oneSite.add}>
        <NewSiteForm close={() => setAdding(false)} />
      </Modal>
    </Stack>
  );
}

function SiteRows({ sites }: { sites: Site[] }) {
  const summaries = useSites().data?.sites ?? [];
  return (
    <Scroll label={statisticsWords.sites} width={640}>
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.fields.name}</Table.Th>
            <Table.Th>{statisticsWords.oneSite.hosts}</Table.Th>
            <Table.Th>{statisticsWords.oneSite.timeZone}</Table.Th>
            <Table.Th>{statisticsWords.oneSite.counted}</Table.Th>
            <Table.Th>{statisticsWords.oneSite.kept}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sites.map((site) => (
            <Table.Tr key={site.slug}>
              <Table.Td>
                <Anchor size="sm" component={Link} to="/statistics/sites/$id" params={{ id: site.slug } as never}>
                  {site.name}
                </Anchor>
                {site.endedAt && (
                  <Text size="xs" c="dimmed">
                    {statisticsWords.oneSite.endedOn} <When at={site.endedAt} time={false} />
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{site.hosts.join(', ')}</Table.Td>
              <Table.Td>{site.timeZone}</Table.Td>
              <Table.Td>
                {(summaries.find(({ slug }) => slug === site.slug)?.origins ?? []).map((each) => (
                  <div key={each.origin}>
                    {statisticsWords.origin.names[each.origin]}: <Day on={each.firstDay} /> – <Day on={each.lastDay} />
                  </div>
                ))}
              </Table.Td>
              <Table.Td>{statisticsWords.oneSite.months(count(site.settings.retentionMonths))}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}
