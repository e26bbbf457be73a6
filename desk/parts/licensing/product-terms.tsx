import { Button, Group, Modal, MultiSelect, NumberInput, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { LicenceTemplate, Product, ProductTerms as Terms } from '../../api/wire.ts';
import { metersMessages } from '../../messages/en/meters.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { useTerms } from './catalogue.ts';
import { MeterForm } from './meter-form.tsx';
import { SeatFields, seatFields, sentSeats, usualSeats } from './seat-terms.tsx';

/** What licences of a product may include, and the terms that are chosen from at the issue. */
export function ProductTerms({ product }: { product: Product }) {
  const may = useMay();
  const terms = useTerms(product.id);
  const [meterOf, setMeterOf] = useState<string | null>(null);
  const [adding, setAdding] = useState<'feature' | 'template' | null>(null);
  if (!terms.data) return terms.isError ? <Failure error={terms.error} retry={() => void terms.refetch()} /> : null;
  const { features, templates } = terms.data;
  const counted = features.find(({ code }) => code === meterOf) ?? null;
  return (
    <Stack gap="xs" mt="md">
      <Text size="sm">
        {m.terms.features}: {features.map(featureText).join(', ') || m.terms.noFeatures}
      </Text>
      {templates.length > 0 && <Templates product={product} templates={templates} />}
      {may('issue') && (
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setAdding('feature')}>
            {m.terms.addFeature}
          </Button>
          <Button size="xs" variant="default" onClick={() => setAdding('template')}>
            {m.terms.addTemplate}
          </Button>
          {features.length > 0 && (
            <Select
              size="xs"
              aria-label={metersMessages.meters.count}
              placeholder={metersMessages.meters.count}
              data={features.map(({ code, name }) => ({ value: code, label: name }))}
              value={null}
              onChange={setMeterOf}
            />
          )}
        </Group>
      )}
      <Modal
        opened={counted !== null}
        onClose={() => setMeterOf(null)}
        title={counted && metersMessages.meters.setTitle(counted.name)}
      >
        {counted && (
          <MeterForm
            path={`/products/${product.id}/features/${counted.code}/meter`}
            meter={counted.meter}
            label={metersMessages.meters.counted}
            close={() => setMeterOf(null)}
          />
        )}
      </Modal>
      <Modal
        opened={adding !== null}
        onClose={() => setAdding(null)}
        title={adding === 'feature' ? m.terms.addFeature : m.terms.addTemplate}
      >
        {adding === 'feature' && <FeatureForm product={product} close={() => setAdding(null)} />}
        {adding === 'template' && <TemplateForm product={product} terms={terms.data} close={() => setAdding(null)} />}
      </Modal>
    </Stack>
  );
}

function featureText({ name, code, meter }: Terms['features'][number]): string {
  if (!meter) return `${name} (${code})`;
  const cap = meter.cap === null ? null : count(meter.cap);
  return `${name} (${code}; ${metersMessages.meters.meter(cap, metersMessages.meters.periods[meter.period] ?? meter.period)})`;
}

function Templates({ product, templates }: { product: Product; templates: readonly LicenceTemplate[] }) {
  const may = useMay();
  return (
    <Scroll label={m.terms.templatesOf(product.name)} width={560}>
      <Table fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{m.terms.template}</Table.Th>
            <Table.Th>{m.licence.kind}</Table.Th>
            <Table.Th>{m.licence.seats}</Table.Th>
            <Table.Th>{m.terms.term}</Table.Th>
            <Table.Th>{m.terms.maintenance}</Table.Th>
            <Table.Th>{m.terms.features}</Table.Th>
            {may('issue') && <Table.Th>{m.table.act}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {templates.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>{one.name}</Table.Td>
              <Table.Td>{m.licenceKinds[one.kind] ?? one.kind}</Table.Td>
              <Table.Td>{one.floating ? m.licence.floatingSeats(one.seats) : one.seats}</Table.Td>
              <Table.Td>{one.termDays === null ? m.terms.endless : m.terms.days(one.termDays)}</Table.Td>
              <Table.Td>{one.maintenanceDays === null ? m.common.none : m.terms.days(one.maintenanceDays)}</Table.Td>
              <Table.Td>{one.features?.join(', ') ?? m.terms.all}</Table.Td>
              {may('issue') && (
                <Table.Td>
                  <Confirm
                    size="xs"
                    label={m.terms.end}
                    title={m.terms.endTitle(one.name)}
                    consequence={m.terms.endConsequence}
                    act={async () => {
                      await call('DELETE', `/templates/${one.id}`);
                      await queries.invalidateQueries();
                    }}
                  />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}

function useSave(path: string, done: string, close: () => void, failed: (error: unknown) => void) {
  return useMutation({
    mutationFn: (body: object) => call<Terms>('POST', path, { body }),
    onError: failed,
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(done);
    },
  });
}

function FeatureForm({ product, close }: { product: Product; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { name: '', code: '' },
    validate: { name: needed(m.fields.nameNeeded), code: needed(m.products.codeNeeded) },
  });
  const save = useSave(`/products/${product.id}/features`, m.products.saved, close, (error) =>
    setProblem(complain(form, error)),
  );
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <TextInput label={m.products.name} required data-autofocus {...form.getInputProps('name')} />
        <TextInput label={m.products.code} description={m.terms.codeHint} required {...form.getInputProps('code')} />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {m.terms.addFeature}
        </Button>
      </Stack>
    </form>
  );
}

const orNull = (value: number | string) => (value === '' ? null : Number(value));

function TemplateForm({ product, terms, close }: { product: Product; terms: Terms; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      name: '',
      kind: 'perpetual',
      seats: 1,
      termDays: '' as number | '',
      maintenanceDays: '' as number | '',
      features: [] as string[],
      ...usualSeats,
    },
    validate: { name: needed(m.fields.nameNeeded) },
  });
  const save = useSave(`/products/${product.id}/templates`, m.products.saved, close, (error) =>
    setProblem(complain(form, error)),
  );
  const body = (values: typeof form.values) => ({
    ...Object.fromEntries(Object.entries(values).filter(([name]) => !seatFields.some((each) => each === name))),
    ...sentSeats(values),
    termDays: orNull(values.termDays),
    maintenanceDays: orNull(values.maintenanceDays),
    features: values.features.length > 0 ? values.features : null,
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(body(values)))} noValidate>
      <Stack>
        <TextInput label={m.products.name} required data-autofocus {...form.getInputProps('name')} />
        <Select
          label={m.licence.kind}
          allowDeselect={false}
          data={Object.entries(m.licenceKinds).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps('kind')}
        />
        <NumberInput label={m.issue.seats} required min={1} max={100_000} {...form.getInputProps('seats')} />
        <NumberInput label={m.terms.termDays} min={1} max={36_500} {...form.getInputProps('termDays')} />
        <NumberInput label={m.terms.maintenanceDays} min={1} max={36_500} {...form.getInputProps('maintenanceDays')} />
        {terms.features.length > 0 && (
          <MultiSelect
            label={m.terms.features}
            description={m.terms.featuresHint}
            data={terms.features.map((one) => ({ value: one.code, label: one.name }))}
            {...form.getInputProps('features')}
          />
        )}
        <SeatFields values={form.values} getInputProps={form.getInputProps} />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {m.terms.addTemplate}
        </Button>
      </Stack>
    </form>
  );
}
