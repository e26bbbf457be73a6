import { Button, Group, Select, Skeleton, Text } from '@mantine/core';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { useMay } from '../../session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import type { PagePath } from '../../ui/page-path.ts';
import { TabBar } from '../../ui/tab-bar.tsx';
import tabClasses from '../../ui/tabs.module.css';
import { FrameContext, readFrame, sharedSearch, useStatisticsSearch } from './frame.ts';
import { Outside } from './outside.tsx';
import { useSites } from './reads.ts';

const tabs: { to: PagePath; label: string }[] = [
  { to: '/statistics', label: statisticsWords.overview },
  { to: '/statistics/live', label: statisticsWords.live },
  { to: '/statistics/goals', label: statisticsWords.goalsAndFunnels },
  { to: '/statistics/count-as', label: statisticsWords.countAs },
  { to: '/statistics/sharing', label: statisticsWords.sharing },
  { to: '/statistics/sites', label: statisticsWords.sites },
];

/** Anonymous figures of websites: the site is chosen here once for all pages. */
export function Statistics() {
  const { pathname } = useLocation();
  const [search, setSearch] = useStatisticsSearch();
  const sites = useSites();
  const frame = sites.data ? readFrame(search, sites.data) : null;
  const ofSites = pathname.startsWith('/statistics/sites');
  const many = (sites.data?.sites.length ?? 0) > 1;
  return (
    <>
      <PageHead
        title={m.parts.statistics}
        about={frame && !ofSites && statisticsWords.about(frame.site.name, frame.site.timeZone)}
        actions={
          many &&
          !ofSites &&
          frame && (
            <Select
              size="xs"
              label={statisticsWords.site}
              allowDeselect={false}
              searchable={(sites.data?.sites.length ?? 0) > 8}
              data={(sites.data?.sites ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
              value={frame.site.slug}
              onChange={(site) => setSearch({ site: site ?? '', origin: '', filter: '' })}
            />
          )
        }
      />
      <TabBar>
        {tabs.map((tab) => (
          <Link
            key={tab.label}
            to={tab.to}
            className={tabClasses.tab}
            search={((old: Record<string, string>) => sharedSearch(old)) as never}
            activeOptions={{ exact: tab.to === '/statistics', includeSearch: false }}
          >
            {tab.label}
          </Link>
        ))}
      </TabBar>
      {sites.isPending && <Skeleton height={320} />}
      {sites.isError && <Failure error={sites.error} retry={() => void sites.refetch()} />}
      {sites.data && <FrameContext value={frame}>{frame || ofSites ? <Outlet /> : <NoSite />}</FrameContext>}
      <Credit />
    </>
  );
}

function NoSite() {
  const may = useMay();
  const action = may('statistics settings') && (
    <Button component={Link} to="/statistics/sites">
      {statisticsWords.toSites}
    </Button>
  );
  return (
    <Panel>
      <Empty title={statisticsWords.noSites} how={statisticsWords.noSitesHow} action={action} />
    </Panel>
  );
}

/** The licence of the country data asks for it (CC BY 4.0). */
function Credit() {
  return (
    <Group mt="lg">
      <Text size="xs" c="dimmed" maw={720}>
        {statisticsWords.promise} {statisticsWords.credit[0]} <Outside href="https://www.nro.net/">NRO</Outside>,{' '}
        {statisticsWords.credit[1]} <Outside href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</Outside>,{' '}
        {statisticsWords.credit[2]} <Outside href="https://github.com/sapics/ip-location-db">ip-location-db</Outside>.
      </Text>
    </Group>
  );
}
