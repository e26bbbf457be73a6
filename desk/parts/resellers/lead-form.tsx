import { Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Page, Product } from '../../api/wire.ts';
import { leadsMessages } from '../../messages/en/leads.ts';
import { m } from '../../messages/en.ts';
import { countryOptions } from '../../ui/countries.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain, isMailbox, needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';

const optional = ['region', 'street', 'postalCode', 'city', 'industry', 'phone', 'productId'] as const;

/** A prospect as staff was told of it. */
export function LeadForm({ close }: { close: () => void }) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<unknown>(null);
  const products = useQuery({
    queryKey: ['list', '/products', 'all'],
    queryFn: ({ signal }) => call<Page<Product>>('GET', '/products?limit=500&sort=name', { signal }),
  });
  const form = useForm({
    initialValues: {
      ...{ companyName: '', country: '', region: '', street: '', postalCode: '', city: '', industry: '' },
      ...{ name: '', email: '', phone: '', interest: 'new licences', productId: '' },
    },
    validate: {
      companyName: needed(m.fields.nameNeeded),
      country: needed(m.fields.countryNeeded),
      name: needed(m.fields.nameNeeded),
      email: isMailbox(leadsMessages.leads.emailNeeded),
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => {
      const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]));
      for (const name of optional) if (given[name] === '') delete given[name];
      return call<{ id: string; state: 'offered' | 'waiting' }>('POST', '/leads', { body: given });
    },
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async ({ id, state }) => {
      close();
      await queries.invalidateQueries();
      say(leadsMessages.leads.entered[state]);
      await navigate({ to: '/leads/$id', params: { id } });
    },
  });
  const line = (name: keyof typeof form.values, label: string, required = false) => (
    <TextInput label={label} required={required} {...form.getInputProps(name)} />
  );
  const words = m.dataFields;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <Text size="sm">{leadsMessages.leads.enterAbout}</Text>
        {line('companyName', words.companyName ?? '', true)}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select label={words.country} required searchable data={countryOptions} {...form.getInputProps('country')} />
          {line('region', m.resellers.regionOptional)}
          {line('postalCode', m.resellers.postalCode)}
          {line('industry', m.resellers.industry)}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {line('name', words.name ?? '', true)}
          {line('email', words.email ?? '', true)}
          {line('phone', words.phone ?? '')}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={leadsMessages.leads.interest}
            allowDeselect={false}
            data={Object.entries(leadsMessages.leads.interests).map(([value, label]) => ({ value, label }))}
            {...form.getInputProps('interest')}
          />
          <Select
            label={leadsMessages.leads.product}
            placeholder={leadsMessages.leads.anyProduct}
            clearable
            data={(products.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
            {...form.getInputProps('productId')}
            onChange={(value) => form.setFieldValue('productId', value ?? '')}
          />
        </SimpleGrid>
        {problem !== null && <Failure error={problem} />}
        <FormButtons onCancel={close} label={leadsMessages.leads.enter} pending={save.isPending} />
      </Stack>
    </form>
  );
}
