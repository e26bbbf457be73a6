import { Button, Checkbox, Fieldset, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { ImportPage, Notice, Page, PlanImport, Reseller } from '../../api/wire.ts';
import { importsMessages } from '../../messages/en/imports.ts';
import { m } from '../../messages/en.ts';
import { countryOptions } from '../../ui/countries.ts';
import { Failure } from '../../ui/failure.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { Panel } from '../../ui/page-head.tsx';
import { useProducts } from './catalogue.ts';

type Plan = PlanImport['plan'];

interface Values {
  cameFrom: string;
  noticeId: string;
  dateOrder: Plan['dateOrder'];
  productId: string;
  releaseId: string;
  resellerId: string;
  country: string;
  assign: boolean;
  /** Number of the column by field, as text; empty for none. */
  columns: Record<string, string>;
}

function valuesOf({ plan, cameFrom, noticeId }: ImportPage): Values {
  const mapping: Record<string, number | undefined> = plan?.mapping ?? {};
  return {
    cameFrom: cameFrom ?? '',
    noticeId: noticeId ?? '',
    dateOrder: plan?.dateOrder ?? 'day first',
    productId: plan?.productId ?? '',
    releaseId: plan?.releaseId ?? '',
    resellerId: plan?.resellerId ?? '',
    country: plan?.country ?? '',
    assign: plan?.assign ?? false,
    columns: Object.fromEntries(
      Object.keys(importsMessages.imports.fields).map((field) => [field, String(mapping[field] ?? '')]),
    ),
  };
}

function planOf(values: Values): PlanImport {
  const columns = Object.entries(values.columns).filter(([, column]) => column !== '');
  return {
    cameFrom: values.cameFrom.trim(),
    ...(values.noticeId ? { noticeId: values.noticeId } : {}),
    plan: {
      mapping: Object.fromEntries(columns.map(([field, column]) => [field, Number(column)])),
      dateOrder: values.dateOrder,
      productId: values.productId || null,
      releaseId: values.releaseId || null,
      resellerId: values.resellerId || null,
      country: values.country || null,
      assign: values.assign,
    },
  };
}

/** Which column holds what, and what holds where a row says nothing; then every row is looked at. */
export function ImportPlan({ page }: { page: ImportPage }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm<Values>({
    initialValues: valuesOf(page),
    validate: {
      cameFrom: needed(importsMessages.imports.fromNeeded),
      columns: (columns) => (columns.serial || columns.companyName ? null : importsMessages.imports.mappingNeeded),
    },
  });
  const check = useMutation({
    mutationFn: async (values: Values) => {
      await call('PUT', `/imports/${page.id}/plan`, { body: planOf(values) });
      await call('POST', `/imports/${page.id}/check`);
    },
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: () => queries.invalidateQueries(),
  });
  const wrongMapping = form.errors.columns ?? form.errors.mapping;
  return (
    <Panel title={importsMessages.imports.plan}>
      <form onSubmit={form.onSubmit((values) => check.mutate(values))} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {importsMessages.imports.planHow}
          </Text>
          <TextInput
            label={importsMessages.imports.from}
            description={importsMessages.imports.fromHow}
            required
            maxLength={300}
            maw={560}
            {...form.getInputProps('cameFrom')}
          />
          <Columns form={form} header={page.header} />
          {wrongMapping && (
            <Text size="sm" c="red.8" role="alert">
              {wrongMapping}
            </Text>
          )}
          <Otherwise form={form} />
          <Checkbox
            label={importsMessages.imports.assign}
            description={importsMessages.imports.assignHow}
            {...form.getInputProps('assign', { type: 'checkbox' })}
          />
          {problem !== null && <Failure error={problem} />}
          <Group>
            <Button type="submit" loading={check.isPending} disabled={!page.hasFile}>
              {importsMessages.imports.check}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

type Form = Pick<UseFormReturnType<Values>, 'values' | 'setFieldValue' | 'setValues' | 'getInputProps'>;

function Columns({ form, header }: { form: Form; header: readonly string[] }) {
  const taken = new Set(Object.values(form.values.columns).filter((column) => column !== ''));
  return (
    <Fieldset legend={importsMessages.imports.columns}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {Object.entries(importsMessages.imports.fields).map(([field, label]) => {
          const own = form.values.columns[field] ?? '';
          return (
            <Select
              key={field}
              label={label}
              placeholder={importsMessages.imports.noColumn}
              clearable
              data={header.map((name, column) => ({
                value: String(column),
                label: name || String(column + 1),
                disabled: taken.has(String(column)) && own !== String(column),
              }))}
              value={own || null}
              onChange={(column) => form.setFieldValue(`columns.${field}`, column ?? '')}
            />
          );
        })}
      </SimpleGrid>
    </Fieldset>
  );
}

function Otherwise({ form }: { form: Form }) {
  const products = useProducts().data?.items ?? [];
  const resellers = useQuery({
    queryKey: ['list', '/resellers', 'all'],
    queryFn: ({ signal }) => call<Page<Reseller>>('GET', '/resellers?limit=500&sort=name', { signal }),
  });
  const notices = useQuery({
    queryKey: ['list', '/notices', 'registration'],
    queryFn: ({ signal }) => call<Page<Notice>>('GET', '/notices?limit=500', { signal }),
  });
  const releases = products.find(({ id }) => id === form.values.productId)?.releases ?? [];
  return (
    <Fieldset legend={importsMessages.imports.otherwise}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        <Select
          label={importsMessages.imports.product}
          placeholder={importsMessages.imports.noProduct}
          clearable
          searchable
          data={products.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.values.productId || null}
          onChange={(productId) => form.setValues({ productId: productId ?? '', releaseId: '' })}
        />
        <Select
          label={importsMessages.imports.release}
          placeholder={importsMessages.imports.newest}
          clearable
          disabled={releases.length === 0}
          data={releases.map(({ id, version }) => ({ value: id, label: version }))}
          {...form.getInputProps('releaseId')}
        />
        <Select
          label={importsMessages.imports.reseller}
          placeholder={importsMessages.imports.noReseller}
          clearable
          searchable
          data={(resellers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('resellerId')}
        />
        <Select
          label={importsMessages.imports.country}
          clearable
          searchable
          data={countryOptions}
          {...form.getInputProps('country')}
        />
        <Select
          label={importsMessages.imports.dates}
          allowDeselect={false}
          data={Object.entries(importsMessages.imports.dateOrders).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('dateOrder')}
        />
        <Select
          label={importsMessages.imports.notice}
          placeholder={importsMessages.imports.presentNotice}
          clearable
          data={(notices.data?.items ?? []).map((notice) => ({ value: notice.id, label: noticeLabel(notice) }))}
          {...form.getInputProps('noticeId')}
        />
      </SimpleGrid>
    </Fieldset>
  );
}

function noticeLabel({ kind, version }: Notice): string {
  return `${m.noticeKinds[kind] ?? kind} ${version}`;
}
