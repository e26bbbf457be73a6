import { Anchor, Button, Chip, Group, Select, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DimensionName, DimensionTable } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { DimensionRows } from './dimension-rows.tsx';
import { FilterMark, NotCountedTogether } from './filter-mark.tsx';
import { FolderTable, hasFolders } from './folder-table.tsx';
import { asked, base, mayFilter, sharedSearch, useFrame, useStatisticsSearch } from './frame.ts';
import { Hours } from './hours.tsx';
import { Pager } from './pager.tsx';
import { PeriodBar } from './period-bar.tsx';
import { useReport } from './reads.ts';
import { columnsOf } from './values.ts';
import { whyEmpty } from './why-empty.ts';

const limit = 50;

/** One dimension whole: searched, sorted, paged and exported. */
export function DimensionPage() {
  const frame = useFrame();
  const navigate = useNavigate();
  const { dimension: name }: { dimension?: string } = useParams({ strict: false });
  const [search] = useStatisticsSearch();
  const dimension = frame.dimensions.find((each) => each.name === name)?.name ?? 'page';
  return (
    <Stack>
      <Group gap="sm" align="flex-end">
        <Select
          size="xs"
          w={176}
          label={statisticsWords.table}
          allowDeselect={false}
          maxDropdownHeight={420}
          data={frame.dimensions.map((each) => ({ value: each.name, label: statisticsWords.dimensions[each.name] }))}
          value={dimension}
          onChange={(value) =>
            void navigate({
              to: '/statistics/tables/$dimension',
              params: { dimension: value ?? 'page' } as never,
              search: sharedSearch(search) as never,
            })
          }
        />
        <PeriodBar compares={dimension !== 'hour'} />
      </Group>
      <FilterMark />
      <Panel>
        <Group justify="space-between" mb="xs" gap="xs">
          <Title order={2}>{statisticsWords.dimensions[dimension]}</Title>
          <Anchor size="sm" component={Link} to="/statistics" search={sharedSearch(search) as never}>
            {statisticsWords.toOverview}
          </Anchor>
        </Group>
        {!mayFilter(frame, dimension) && <NotCountedTogether table={dimension} />}
        {mayFilter(frame, dimension) && dimension === 'hour' && (
          <Stack gap="sm">
            <Group justify="flex-end">
              <Button
                size="xs"
                variant="default"
                component="a"
                download
                href={`/api/v1${base}/${frame.site.slug}/tables/hour/csv${asked({ ...frame, compare: 'none' }, { sort: 'value' })}`}
              >
                {m.table.export}
              </Button>
            </Group>
            <Hours />
          </Stack>
        )}
        {mayFilter(frame, dimension) && dimension !== 'hour' && (
          <ListOrFolders key={`${frame.site.slug} ${dimension}`} dimension={dimension} />
        )}
        {dimension === 'region' && (
          <Text size="sm" c="dimmed" maw={720} mt="sm">
            {statisticsWords.regionsAre}
          </Text>
        )}
      </Panel>
    </Stack>
  );
}

const folder = /^\/(?:[^?\n]*\/)?$/;

/** Paths as one list, or by the folders in which they lie. */
function ListOrFolders({ dimension }: { dimension: DimensionName }) {
  const [search, change] = useStatisticsSearch();
  if (!hasFolders(dimension)) return <WholeTable dimension={dimension} />;
  const under = search.folder !== undefined && folder.test(search.folder) ? search.folder : null;
  return (
    <>
      <Chip.Group
        value={under === null ? 'list' : 'folders'}
        onChange={(way) => change({ folder: way === 'list' ? '' : '/', q: '', sort: '' })}
      >
        <Group gap={4} mb="sm" role="group" aria-label={statisticsWords.folders.shown}>
          <Chip size="xs" value="list">
            {statisticsWords.folders.list}
          </Chip>
          <Chip size="xs" value="folders">
            {statisticsWords.folders.byFolder}
          </Chip>
        </Group>
      </Chip.Group>
      {under === null ? <WholeTable dimension={dimension} /> : <FolderTable dimension={dimension} under={under} />}
    </>
  );
}

function WholeTable({ dimension }: { dimension: DimensionName }) {
  const frame = useFrame();
  const [search, change] = useStatisticsSearch();
  const columns = columnsOf(dimension);
  const sort = search.sort ?? (columns[0] === 'requests' ? '-views' : '-visits');
  const q = search.q ?? '';
  // Another range, filter or search begins with its first page.
  const question = asked(frame, { q, sort });
  const [page, setPage] = useState({ question, offset: 0 });
  const offset = page.question === question ? page.offset : 0;
  const path = `${base}/${frame.site.slug}/tables/${dimension}`;
  const table = useReport<DimensionTable>(`${path}${asked(frame, { q, sort, limit, offset })}`);
  const to = (next: number) => setPage({ question, offset: next });
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-end" justify="space-between">
        <SearchInput value={q} onChange={(text) => change({ q: text })} />
        <Button
          size="xs"
          variant="default"
          component="a"
          download
          href={`/api/v1${path}/csv${asked(frame, { q, sort })}`}
        >
          {m.table.export}
        </Button>
      </Group>
      {table.isError && <Failure error={table.error} retry={() => void table.refetch()} />}
      {table.isPending && <Skeleton height={400} />}
      {table.data && !table.isError && (
        <>
          {table.data.count === 0 && !table.data.other ? (
            <Empty
              title={
                q
                  ? m.table.noMatch
                  : table.data.total === 0
                    ? statisticsWords.nothingInRange
                    : statisticsWords.nothingShown
              }
              how={q ? '' : whyEmpty(table.data, frame.k)}
            />
          ) : (
            <Scroll label={statisticsWords.dimensions[dimension]} width={480}>
              <DimensionRows
                table={table.data}
                stale={table.isPlaceholderData}
                sorting={{ by: sort, set: (next) => change({ sort: next }) }}
              />
            </Scroll>
          )}
          <Pager shown={table.data.rows.length} all={table.data.count} offset={offset} limit={limit} to={to} />
          {table.data.other && (
            <Text size="sm" c="dimmed" maw={720}>
              {statisticsWords.otherWhole(frame.k)}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}

function SearchInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback(onChange, 250);
  return (
    <TextInput
      size="xs"
      w={240}
      type="search"
      label={statisticsWords.searchValues}
      value={text}
      maxLength={200}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}
