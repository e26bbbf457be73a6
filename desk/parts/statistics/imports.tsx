import { Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { call, queries } from '../../api/client.ts';
import type { Imports, Site } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count, Day, When } from '../../ui/when.tsx';
import { useReport } from './reads.ts';
import classes from './statistics.module.css';

type Imported = Imports['origins'][number];

/** What was imported into a site, when, and how much of it could not be read; all of an origin can be taken out again. */
export function ImportsPanel({ site, writes }: { site: Site; writes: boolean }) {
  const path = `/statistics/sites/${site.slug}/imports`;
  const list = useReport<Imports>(path);
  async function remove({ origin }: Imported) {
    await call('DELETE', `${path}/${encodeURIComponent(origin)}`);
    await queries.invalidateQueries({ queryKey: ['statistics'] });
    say(statisticsWords.imports.removed(statisticsWords.origin.names[origin]));
  }
  return (
    <Panel title={statisticsWords.imports.title}>
      {list.isPending && <Skeleton height={120} />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && list.data.origins.length === 0 && list.data.runs.length === 0 && (
        <Empty title={statisticsWords.imports.none} how={statisticsWords.imports.noneHow} />
      )}
      {list.data && (
        <Stack gap="sm">
          {list.data.origins.map((imported) => (
            <Origin key={imported.origin} imported={imported} remove={writes ? () => remove(imported) : null} />
          ))}
          {list.data.runs.length > 0 && <Runs imports={list.data} />}
        </Stack>
      )}
    </Panel>
  );
}

function Origin({ imported, remove }: { imported: Imported; remove: (() => Promise<void>) | null }) {
  const name = statisticsWords.origin.names[imported.origin];
  return (
    <section aria-label={name}>
      <Title order={3} className={classes.begins}>
        {name}
      </Title>
      <Text size="sm" mb="xs">
        {statisticsWords.imports.days(count(imported.days))} <Day on={imported.firstDay} /> –{' '}
        <Day on={imported.lastDay} />. {statisticsWords.imports.beside}
        {imported.badLines > 0 && ` ${statisticsWords.imports.badLines(count(imported.badLines))}`}
      </Text>
      {remove && (
        <Confirm
          size="xs"
          label={statisticsWords.imports.remove}
          title={statisticsWords.imports.removeTitle(name)}
          consequence={statisticsWords.imports.removeConsequence(count(imported.days))}
          act={remove}
        />
      )}
    </section>
  );
}

function Runs({ imports: { runs, count: all } }: { imports: Imports }) {
  const shown = (lines: number | null) => (lines === null ? m.common.none : count(lines));
  return (
    <>
      <Scroll label={statisticsWords.imports.runs} width={640}>
        <Table fz="sm">
          <Table.Caption className="sr-only">{statisticsWords.imports.runs}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{m.fields.when}</Table.Th>
              <Table.Th>{statisticsWords.imports.what}</Table.Th>
              <Table.Th>{statisticsWords.imports.span}</Table.Th>
              <Table.Th ta="end">{statisticsWords.imports.files}</Table.Th>
              <Table.Th ta="end">{statisticsWords.imports.lines}</Table.Th>
              <Table.Th ta="end">{statisticsWords.imports.bad}</Table.Th>
              <Table.Th ta="end">{statisticsWords.imports.known}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <Table.Tr key={run.id}>
                <Table.Td>
                  <When at={run.at} />
                </Table.Td>
                <Table.Td>
                  {statisticsWords.origin.names[run.origin]}
                  {run.server !== null && run.server !== 'main' && ` ${statisticsWords.imports.ofServer(run.server)}`}
                </Table.Td>
                <Table.Td>
                  <Day on={run.firstDay} /> – <Day on={run.lastDay} />
                </Table.Td>
                <Table.Td ta="end">{count(run.files)}</Table.Td>
                <Table.Td ta="end">{shown(run.lines)}</Table.Td>
                <Table.Td ta="end">{shown(run.badLines)}</Table.Td>
                <Table.Td ta="end">{shown(run.knownLines)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      <Text size="xs" c="dimmed" maw={720}>
        {runs.length < all && `${statisticsWords.imports.latest(count(runs.length), count(all))} `}
        {statisticsWords.imports.explained}
      </Text>
    </>
  );
}
