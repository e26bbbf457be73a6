import { Anchor, Button, Group, Select, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DimensionName, DimensionTable } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { DimensionRows } from './dimension-rows.tsx';
import { FilterMark, NotCountedTogether } from './filter-mark.tsx';
import { asked, base, mayFilter, sharedSearch, useFrame, useStatisticsSearch } from './frame.ts';
import { Hours } from './hours.tsx';
import { PeriodBar } from './period-bar.tsx';
import { useReport } from './reads.ts';
import { columnsOf } from './values.ts';

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
          label={m.statistics.table}
          allowDeselect={false}
          maxDropdownHeight={420}
          data={frame.dimensions.map((each) => ({ value: each.name, label: m.statistics.dimensions[each.name] }))}
          value={dimension}
          onChange={(value) =>
            void navigate({
              to: '/statistics/tables/$dimension',
              params: { dimension: value ?? 'page' } as never,
              search: sharedSearch(search) as never,
            })
          }
        />
        <PeriodBar compares />
      </Group>
      <FilterMark />
      <Panel>
        <Group justify="space-between" mb="xs" gap="xs">
          <Title order={2}>{m.statistics.dimensions[dimension]}</Title>
          <Anchor size="sm" component={Link} to="/statistics" search={sharedSearch(search) as never}>
            {m.statistics.toOverview}
          </Anchor>
        </Group>
        {!mayFilter(frame, dimension) && <NotCountedTogether table={dimension} />}
        {mayFilter(frame, dimension) && dimension === 'hour' && <Hours />}
        {mayFilter(frame, dimension) && dimension !== 'hour' && (
          <WholeTable key={`${frame.site.slug} ${dimension}`} dimension={dimension} />
        )}
      </Panel>
    </Stack>
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
              title={q ? m.table.noMatch : m.statistics.nothingInRange}
              how={q ? '' : (m.statistics.emptyTable[dimension] ?? m.statistics.nothingInRangeHow)}
            />
          ) : (
            <Scroll label={m.statistics.dimensions[dimension]} width={480}>
              <DimensionRows
                table={table.data}
                stale={table.isPlaceholderData}
                sorting={{ by: sort, set: (next) => change({ sort: next }) }}
              />
            </Scroll>
          )}
          <Pager table={table.data} offset={offset} to={to} />
          {table.data.other && (
            <Text size="sm" c="dimmed" maw={720}>
              {m.statistics.otherWhole(frame.k)}
            </Text>
          )}
        </>
      )}
    </Stack>
  );
}

function Pager({ table, offset, to }: { table: DimensionTable; offset: number; to: (offset: number) => void }) {
  const { next } = table;
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" role="status">
        {table.count === 0
          ? m.table.nothing
          : m.table.range(count(offset + 1), count(offset + table.rows.length), count(table.count))}
      </Text>
      {(offset > 0 || next !== null) && (
        <Group gap="xs">
          <Button size="xs" variant="default" disabled={offset === 0} onClick={() => to(Math.max(0, offset - limit))}>
            {m.table.previous}
          </Button>
          <Button size="xs" variant="default" disabled={next === null} onClick={() => next !== null && to(next)}>
            {m.table.next}
          </Button>
        </Group>
      )}
    </Group>
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
      label={m.statistics.searchValues}
      value={text}
      maxLength={200}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}
