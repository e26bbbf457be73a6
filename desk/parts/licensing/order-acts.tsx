import { Button, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Order } from '../../api/wire.ts';
import { ordersMessages } from '../../messages/en/orders.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

/** What the caller may do with an order now; the server says what. */
export function OrderActs({ order }: { order: Order }) {
  const [act, setAct] = useState<'cancel' | 'refuse' | 'fulfil' | null>(null);
  const confirm = useMutation({
    mutationFn: () => call('POST', `/orders/${order.id}/confirm`),
    onSuccess: async () => {
      await queries.invalidateQueries();
      say(ordersMessages.orders.confirmed);
    },
  });
  const close = () => setAct(null);
  const title = act && ordersMessages.orders[act];
  return (
    <>
      {confirm.isError && <Failure error={confirm.error} />}
      {order.acts.includes('fulfil') && (
        <Button onClick={() => setAct('fulfil')}>{ordersMessages.orders.fulfil}</Button>
      )}
      {order.acts.includes('confirm') && (
        <Button variant="default" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {ordersMessages.orders.confirm}
        </Button>
      )}
      {(['refuse', 'cancel'] as const).map(
        (each) =>
          order.acts.includes(each) && (
            <Button key={each} variant="default" onClick={() => setAct(each)}>
              {ordersMessages.orders[each]}
            </Button>
          ),
      )}
      <Modal opened={act !== null} onClose={close} title={title}>
        {act === 'fulfil' && <Fulfilling order={order} close={close} />}
        {(act === 'cancel' || act === 'refuse') && <Ending order={order} act={act} close={close} />}
      </Modal>
    </>
  );
}

function Ending({ order, act, close }: { order: Order; act: 'cancel' | 'refuse'; close: () => void }) {
  const [reason, setReason] = useState<string | null>(null);
  const ending = useMutation({
    mutationFn: () => call('POST', `/orders/${order.id}/${act}`, { body: { reason } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(ordersMessages.orders.ended);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    ending.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{ordersMessages.orders.endConsequence}</Text>
        <Select
          label={ordersMessages.orders.reason}
          required
          data={Object.entries(ordersMessages.orders.reasons).map(([value, label]) => ({ value, label }))}
          value={reason}
          onChange={setReason}
        />
        {ending.isError && <Failure error={ending.error} />}
        <FormButtons
          onCancel={close}
          label={ordersMessages.orders[act]}
          pending={ending.isPending}
          ready={reason !== null}
        />
      </Stack>
    </form>
  );
}

function Fulfilling({ order, close }: { order: Order; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const renewal = order.kind === 'renewal';
  const form = useForm({ initialValues: { number: '', startsOn: '', endsOn: '' } });
  const fulfil = useMutation({
    mutationFn: (values: typeof form.values) => {
      const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
      return call('POST', `/orders/${order.id}/fulfil`, { body: renewal ? given : {} });
    },
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(ordersMessages.orders.fulfilled);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => fulfil.mutate(values))} noValidate>
      <Stack>
        <Text size="sm">
          {renewal
            ? ordersMessages.orders.fulfilRenewal
            : ordersMessages.orders.fulfilNew(order.copies ?? 1, order.company.name)}
        </Text>
        {renewal && (
          <>
            <TextInput label={m.contracts.number} required maxLength={40} {...form.getInputProps('number')} />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput label={m.contracts.from} type="date" required {...form.getInputProps('startsOn')} />
              <TextInput label={m.contracts.until} type="date" required {...form.getInputProps('endsOn')} />
            </SimpleGrid>
          </>
        )}
        {problem !== null && <Failure error={problem} />}
        <FormButtons onCancel={close} label={ordersMessages.orders.fulfil} pending={fulfil.isPending} />
      </Stack>
    </form>
  );
}
