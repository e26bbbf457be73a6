import { Alert, Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { call, queries } from '../../api/client.ts';
import type { ImportPage as Page } from '../../api/wire.ts';
import { importsMessages } from '../../messages/en/imports.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { ImportPlan } from './import-plan.tsx';
import { SendList } from './imports.tsx';

const route = getRouteApi('/frame/licences/imports/$id');
const busy = ['checking', 'running', 'undoing'];

/** One list: how it is read, what is wrong with it, how far it is, and the way back. */
export function ImportPage() {
  const { id } = route.useParams();
  const found = useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => call<Page>('GET', `/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && busy.includes(state.data.state) ? 1_000 : false),
  });
  if (found.error) return <Failure error={found.error} />;
  if (!found.data) return null;
  const page = found.data;
  return (
    <>
      <PageHead
        title={page.fileName}
        about={importsMessages.imports.states[page.state]}
        actions={<Acts page={page} />}
      />
      <Stack>
        {busy.includes(page.state) && <Advance page={page} />}
        {page.code && (
          <Alert color="red" variant="outline" role="alert">
            {importsMessages.imports.stoppedBy(page.code)}
          </Alert>
        )}
        {!page.hasFile && ['uploaded', 'checked', 'stopped'].includes(page.state) && (
          <Alert variant="outline" role="status">
            <Text size="sm" mb="xs">
              {importsMessages.imports.fileGone}
            </Text>
            <SendList />
          </Alert>
        )}
        {page.state !== 'uploaded' && page.state !== 'checking' && <Outcome page={page} />}
        {page.faults.length > 0 && <Faults page={page} />}
        {(page.state === 'uploaded' || page.state === 'checked') && <ImportPlan key={page.changedAt} page={page} />}
      </Stack>
    </>
  );
}

async function act(id: string, way: string): Promise<void> {
  await call('POST', `/imports/${id}/${way}`);
  await queries.invalidateQueries();
}

function Acts({ page }: { page: Page }) {
  const acting = useMutation({ mutationFn: (way: string) => act(page.id, way) });
  const button = (way: string, label: string) => (
    <Button
      variant={way === 'stop' ? 'default' : 'filled'}
      loading={acting.isPending}
      onClick={() => acting.mutate(way)}
    >
      {label}
    </Button>
  );
  const { state, counts } = page;
  const left = counts.leftLicences + counts.leftCompanies + counts.leftPeople;
  const some = counts.licences + counts.companies + counts.people > 0;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {state === 'checked' &&
          some &&
          page.hasFile &&
          button(
            'run',
            counts.licences > 0
              ? importsMessages.imports.run(count(counts.licences))
              : importsMessages.imports.runCustomers,
          )}
        {(state === 'checking' || state === 'running') && button('stop', importsMessages.imports.stop)}
        {state === 'stopped' && page.hasFile && button('resume', importsMessages.imports.resume)}
        {(['done', 'stopped'].includes(state) || (state === 'undone' && left > 0)) && (
          <Confirm
            label={importsMessages.imports.undo}
            title={importsMessages.imports.undoTitle}
            consequence={importsMessages.imports.undoConsequence}
            act={() => act(page.id, 'undo')}
          />
        )}
      </Group>
      {acting.isError && <Failure error={acting.error} />}
    </Stack>
  );
}

function Advance({ page }: { page: Page }) {
  if (page.state === 'undoing')
    return (
      <Text size="sm" role="status">
        {importsMessages.imports.undoing}
      </Text>
    );
  const total = page.state === 'running' ? page.rowsTotal : null;
  return (
    <Stack gap={4}>
      <Text size="sm" role="status">
        {importsMessages.imports.rows(count(page.rowsDone), total === null ? null : count(total))}
      </Text>
      {total !== null && total > 0 && (
        <Progress
          value={(100 * page.rowsDone) / total}
          aria-label={importsMessages.imports.states[page.state] ?? page.state}
        />
      )}
    </Stack>
  );
}

function Outcome({ page }: { page: Page }) {
  const { counts, state } = page;
  const left = counts.leftLicences + counts.leftCompanies + counts.leftPeople;
  const more = (texts: readonly (readonly [number, (n: string) => string])[]) =>
    texts.filter(([n]) => n > 0).map(([n, text]) => text(count(n)));
  const lines = [
    {
      name: importsMessages.imports.licences,
      n: counts.licences,
      notes: more([[counts.drafts, importsMessages.imports.drafts]]),
    },
    {
      name: importsMessages.imports.companies,
      n: counts.companies,
      notes: more([[counts.knownCompanies, importsMessages.imports.knownCompanies]]),
    },
    {
      name: importsMessages.imports.people,
      n: counts.people,
      notes: more([
        [counts.knownPeople, importsMessages.imports.knownPeople],
        [counts.suppressed, importsMessages.imports.suppressed],
      ]),
    },
    ...(page.plan?.assign
      ? [{ name: importsMessages.imports.assigned, n: counts.assigned, notes: givenTo(page) }]
      : []),
    { name: importsMessages.imports.refused, n: counts.refused, notes: [] },
  ];
  return (
    <Panel title={state === 'checked' ? importsMessages.imports.found : importsMessages.imports.happened}>
      <Stack gap="xs">
        {lines.map(({ name, n, notes }) => (
          <Text key={name} size="sm">
            {name}: <b>{count(n)}</b>
            {notes.length > 0 && ` (${notes.join('; ')})`}
          </Text>
        ))}
        {state === 'undone' && (
          <Text size="sm">
            {left === 0
              ? importsMessages.imports.allOut
              : importsMessages.imports.left(
                  count(counts.leftLicences),
                  count(counts.leftCompanies),
                  count(counts.leftPeople),
                )}
          </Text>
        )}
        {page.cameFrom && (
          <Text size="sm" c="dimmed">
            {importsMessages.imports.from}: {page.cameFrom}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

const mostNamed = 8;

/** The resellers with the most customers by name, and how many more there are. */
function givenTo({ resellers }: Page): string[] {
  const named = resellers
    .slice(0, mostNamed)
    .map(({ reseller, customers }) => importsMessages.imports.assignedTo(reseller.name, count(customers)));
  const more = resellers.length - named.length;
  return more > 0 ? [...named, importsMessages.imports.assignedMore(count(more))] : named;
}

function Faults({ page }: { page: Page }) {
  const download = (
    <Button component="a" href={`/api/v1/imports/${page.id}/faults`} variant="default" size="xs">
      {importsMessages.imports.download}
    </Button>
  );
  return (
    <Panel title={importsMessages.imports.faults} aside={download}>
      <Scroll label={importsMessages.imports.faults}>
        <Table>
          <Table.Tbody>
            {page.faults.map(({ code, field, rows, message, next }) => (
              <Table.Tr key={`${code} ${field}`}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {importsMessages.imports.faultsOf(rows, count(rows))}
                </Table.Td>
                <Table.Td>{importsMessages.imports.fields[field] ?? field}</Table.Td>
                <Table.Td>
                  {message} {next}
                  <Text span size="xs" c="dimmed" display="block">
                    {code}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </Panel>
  );
}
