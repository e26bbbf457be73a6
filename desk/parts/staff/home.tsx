import { Anchor, List, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { Today, TodayGroup } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay, useSession } from '../../session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { hasPage, RefLink } from '../../ui/ref-link.tsx';
import { count, When } from '../../ui/when.tsx';

const setupPages: Record<string, string> = {
  vendor: '/settings/vendor',
  licensor: '/licences/licensors',
  technology: '/licences/technologies',
  product: '/licences/products',
  reseller: '/resellers/new',
  serials: '/licences/issue',
  staff: '/settings/staff',
};

/** Where things without a page of their own are found. */
const itemPages: Record<string, string> = {
  demand: '/proof',
  correction: '/requests/corrections',
  'holder notice': '/requests/holders',
  'own holder notice': '/told',
  mail: '/settings/outbox',
  'inbound mail': '/requests/mails',
  member: '/settings/staff',
  report: '/licences/reports',
  processor: '/settings/processors',
  child: '/requests/children',
  incident: '/proof/incidents',
};

const groupPages: Record<string, { to: string; search?: Record<string, string> }> = {
  'webhooks left alone': { to: '/settings/webhooks', search: { state: 'stopped' } },
  'clauses not held': { to: '/proof' },
  'incidents open': { to: '/proof/incidents' },
  'policy to publish': { to: '/settings/notices' },
  'policy to approve': { to: '/settings/notices' },
  'legal demands': { to: '/requests/legal-demands' },
  'requests due': { to: '/requests', search: { state: 'open' } },
  'corrections not told': { to: '/requests/corrections' },
  'holders not heard of': { to: '/requests/holders', search: { state: 'open' } },
  'to acknowledge': { to: '/told', search: { state: 'open' } },
  'mails not read': { to: '/requests/mails' },
  'mail waiting': { to: '/settings/outbox' },
  'children to check': { to: '/requests/children' },
  'deletions to confirm': { to: '/settings/processors' },
  'new customers': { to: '/contacts' },
  'disputes open': { to: '/licences/disputes', search: { state: 'open' } },
  'orders to see to': { to: '/licences/orders' },
  'orders under way': { to: '/licences/orders' },
  'order questions not answered': { to: '/licences/orders' },
  'leads to accept': { to: '/leads', search: { state: 'offered' } },
  'leads that nobody has': { to: '/leads', search: { state: 'waiting' } },
  'maintenance ending': { to: '/licences', search: { sort: 'maintenanceUntil' } },
  'licences expiring': { to: '/licences', search: { sort: 'expiresOn' } },
  'activations refused': { to: '/licences', search: { needs: 'activations refused' } },
  'waiting for proof': { to: '/licences', search: { needs: 'waiting for proof' } },
  'reports to approve': { to: '/licences/reports' },
  'registrations disowned': { to: '/licences', search: { needs: 'registrations disowned' } },
  'sites that count nothing': { to: '/statistics/sites' },
  'visits share one address': { to: '/statistics' },
  'log lines not counted': { to: '/statistics/sites' },
};

/** What needs me today. */
export function Home() {
  const may = useMay();
  // A buyer's administrator has one part, and starts there.
  return may('company') ? <Navigate to="/company" replace /> : <Tasks />;
}

function Tasks() {
  const { member } = useSession();
  const today = useQuery({
    queryKey: ['today'],
    queryFn: ({ signal }) => call<Today>('GET', '/today', { signal }),
    refetchInterval: 60_000,
  });
  const steps = today.data?.setup ?? [];
  const groups = (today.data?.groups ?? []).filter((group) => group.count > 0);
  const toDo = steps.some((step) => !step.done);
  return (
    <>
      <PageHead title={m.home.title(member?.name ?? '')} tab={m.parts.home} about={m.home.about} />
      {today.isPending && <Skeleton height={200} />}
      {today.isError && <Failure error={today.error} retry={() => void today.refetch()} />}
      <Stack gap="md">
        {toDo && <Setup steps={steps} />}
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {groups.map((group) => (
            <Group key={group.kind} group={group} />
          ))}
        </SimpleGrid>
        {today.data && groups.length === 0 && !toDo && (
          <Panel>
            <Empty title={m.home.nothing} how={m.home.nothingHow} />
          </Panel>
        )}
      </Stack>
    </>
  );
}

function Setup({ steps }: { steps: Today['setup'] }) {
  const next = steps.find((step) => !step.done);
  return (
    <Panel title={m.home.setup}>
      <List listStyleType="none" spacing={4}>
        {steps.map((step) => (
          <List.Item
            key={step.step}
            icon={
              <Text span c={step.done ? 'var(--kept-good)' : 'dimmed'} lh={1}>
                <Icon name={step.done ? 'check' : 'right'} size={16} />
              </Text>
            }
          >
            {step.done ? (
              <Text span c="dimmed" size="sm">
                {m.home.steps[step.step] ?? step.step} <span className="sr-only">({m.home.done})</span>
              </Text>
            ) : (
              <Anchor component={Link} to={setupPages[step.step] ?? '/'} size="sm" fw={step === next ? 600 : 400}>
                {m.home.steps[step.step] ?? step.step}
              </Anchor>
            )}
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}

const titleOf = (item: TodayGroup['items'][number]) =>
  item.kind === 'mail' ? (m.mailKinds[item.title] ?? item.title) : item.title;

/** Why an activation was refused, or how a mail stands, is handed over as a code. */
const inWords = (detail: string | null) => (detail === null ? null : (m.codes[detail] ?? m.statesOf[detail] ?? detail));

function Group({ group }: { group: TodayGroup }) {
  const more = group.count - group.items.length;
  const page = groupPages[group.kind];
  return (
    <Panel
      title={m.home.groups[group.kind] ?? group.kind}
      aside={
        <Text size="sm" c="dimmed">
          {count(group.count)}
        </Text>
      }
    >
      <Stack gap="xs">
        {group.items.map((item) => (
          <div key={`${item.kind} ${item.id}`}>
            {hasPage(item.kind) ? (
              <RefLink kind={item.kind} id={item.id} fz="sm" fw={500}>
                {titleOf(item)}
              </RefLink>
            ) : (
              <Anchor component={Link} to={itemPages[item.kind] ?? '/'} size="sm" fw={500}>
                {titleOf(item)}
              </Anchor>
            )}
            <Text size="sm" c="dimmed">
              {inWords(item.detail)}
              {item.detail && item.at && ' · '}
              {item.at && <When at={item.at} time={false} />}
            </Text>
          </div>
        ))}
        {page && more > 0 && (
          <Anchor component={Link} to={page.to} search={(page.search ?? {}) as never} size="sm">
            {group.items.length === 0 ? m.home.look : m.home.more(count(more))}
          </Anchor>
        )}
      </Stack>
    </Panel>
  );
}
