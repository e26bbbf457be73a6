import { NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Order, Page, Product } from '../../api/wire.ts';
import { ordersMessages } from '../../messages/en/orders.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';
import { CompanySelect } from './company-select.tsx';

/** An order of new licences for a customer. */
export function OrderForm({ close }: { close: () => void }) {
  const navigate = useNavigate();
  const staff = useMay()('issue');
  const [problem, setProblem] = useState<unknown>(null);
  const products = useQuery({
    queryKey: ['list', '/products', 'all'],
    queryFn: ({ signal }) => call<Page<Product>>('GET', '/products?limit=500&sort=name', { signal }),
  });
  const form = useForm({
    initialValues: {
      ...{ companyId: '', holderCompanyId: '', productId: '', licenceKind: 'perpetual', reference: '' },
      ...{ copies: 1, seats: 1 },
    },
    validate: {
      companyId: needed(ordersMessages.orders.customerNeeded),
      productId: needed(ordersMessages.orders.productNeeded),
      holderCompanyId: (value) => (staff && !value ? ordersMessages.orders.resellerNeeded : null),
    },
  });
  const save = useMutation({
    mutationFn: ({ holderCompanyId, reference, ...values }: typeof form.values) =>
      call<Order>('POST', '/orders', {
        body: {
          kind: 'new',
          ...values,
          ...(holderCompanyId ? { holderCompanyId } : {}),
          ...(reference.trim() ? { reference: reference.trim() } : {}),
        },
      }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async ({ id }) => {
      close();
      await queries.invalidateQueries();
      say(ordersMessages.orders.placed);
      await navigate({ to: '/orders/$id', params: { id } });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <Text size="sm">{ordersMessages.orders.placeAbout}</Text>
        <CompanySelect
          kind="customer"
          label={ordersMessages.orders.customer}
          required
          value={form.values.companyId || null}
          onChange={(id) => form.setFieldValue('companyId', id ?? '')}
          error={form.errors.companyId}
        />
        {staff && (
          <CompanySelect
            kind="reseller"
            label={ordersMessages.orders.reseller}
            required
            value={form.values.holderCompanyId || null}
            onChange={(id) => form.setFieldValue('holderCompanyId', id ?? '')}
            error={form.errors.holderCompanyId}
          />
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={ordersMessages.orders.product}
            required
            data={(products.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
            {...form.getInputProps('productId')}
          />
          <Select
            label={m.licence.kind}
            allowDeselect={false}
            data={Object.entries(m.licenceKinds).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('licenceKind')}
          />
          <NumberInput label={ordersMessages.orders.copies} min={1} max={500} {...form.getInputProps('copies')} />
          <NumberInput label={ordersMessages.orders.seats} min={1} max={100_000} {...form.getInputProps('seats')} />
        </SimpleGrid>
        <TextInput label={ordersMessages.orders.reference} maxLength={40} {...form.getInputProps('reference')} />
        {problem !== null && <Failure error={problem} />}
        <FormButtons onCancel={close} label={ordersMessages.orders.place} pending={save.isPending} />
      </Stack>
    </form>
  );
}
