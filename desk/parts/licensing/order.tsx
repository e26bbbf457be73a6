import { List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { Order } from '../../api/wire.ts';
import { ordersMessages } from '../../messages/en/orders.ts';
import { m } from '../../messages/en.ts';
import { useMay, useSession } from '../../session.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';
import { OrderActs } from './order-acts.tsx';
import { OrderQuestions } from './order-questions.tsx';

const route = getRouteApi('/frame/orders/$id');

/** An order: what, for whom, what became of it, and what the customer was asked. */
export function OrderPage() {
  const { id } = route.useParams();
  const staff = useMay()('resellers');
  const { member } = useSession();
  const order = useQuery({
    queryKey: ['order', id],
    queryFn: ({ signal }) => call<Order>('GET', `/orders/${id}`, { signal }),
  });
  if (order.isError) return <Failure error={order.error} retry={() => void order.refetch()} />;
  if (!order.data) return <Skeleton height={400} />;
  const data = order.data;
  const asks = !staff || ['administrator', 'licence desk'].includes(member?.role ?? '');
  return (
    <>
      <PageHead
        title={data.number}
        about={ordersMessages.orders.kinds[data.kind] ?? data.kind}
        actions={<OrderActs order={data} />}
      />
      <Stack maw={960}>
        <Panel>
          <Facts order={data} staff={staff} />
        </Panel>
        {asks && (
          <Panel title={ordersMessages.orders.questions}>
            <OrderQuestions order={data} />
          </Panel>
        )}
        <Panel title={ordersMessages.orders.history}>
          <List listStyleType="none" spacing={4}>
            {data.events.map((event) => (
              <List.Item key={`${event.kind} ${event.at}`}>
                <Text size="sm">
                  {ordersMessages.orders.events[event.kind] ?? event.kind} · <When at={event.at} />
                </Text>
              </List.Item>
            ))}
          </List>
        </Panel>
      </Stack>
    </>
  );
}

function Facts({ order, staff }: { order: Order; staff: boolean }) {
  return (
    <DataList>
      <Line label={m.licence.state}>
        <StateBadge state={order.state} />
      </Line>
      {order.reason && (
        <Line label={ordersMessages.orders.reason}>{ordersMessages.orders.reasons[order.reason] ?? order.reason}</Line>
      )}
      <Line label={ordersMessages.orders.customer}>
        {order.company.name ? (
          <RefLink kind="company" id={order.company.id}>
            {order.company.name}
          </RefLink>
        ) : (
          m.common.none
        )}
      </Line>
      {staff && order.holder && (
        <Line label={ordersMessages.orders.reseller}>
          <RefLink kind="reseller" id={order.holder.id}>
            {order.holder.name}
          </RefLink>
        </Line>
      )}
      {order.product && <Line label={ordersMessages.orders.product}>{order.product.name}</Line>}
      {order.licenceKind && (
        <Line label={m.licence.kind}>{m.licenceKinds[order.licenceKind] ?? order.licenceKind}</Line>
      )}
      {order.copies !== null && <Line label={ordersMessages.orders.copies}>{order.copies}</Line>}
      {order.seats !== null && <Line label={ordersMessages.orders.seats}>{order.seats}</Line>}
      {order.contract && <Line label={ordersMessages.orders.contract}>{order.contract.number}</Line>}
      {order.renewedBy && <Line label={ordersMessages.orders.renewedBy}>{order.renewedBy.number}</Line>}
      {order.reference && <Line label={ordersMessages.orders.theirNumber}>{order.reference}</Line>}
      {order.kind === 'new' && (
        <Line label={ordersMessages.orders.serials}>
          {order.licences.length === 0
            ? ordersMessages.orders.noSerials
            : order.licences.map((licence) => (
                <div key={licence.id}>
                  <RefLink kind="licence" id={licence.id} className="serial">
                    {licence.serial}
                  </RefLink>
                </div>
              ))}
        </Line>
      )}
      <Line label={ordersMessages.orders.placedAt}>
        <When at={order.placedAt} />
      </Line>
    </DataList>
  );
}
