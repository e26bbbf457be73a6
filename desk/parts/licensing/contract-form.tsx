import { Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries, query } from '../../api/client.ts';
import type { CustomerContract as Contract, LicenceItem, Page } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';
import { CompanySelect } from './company-select.tsx';

/** The day after, and a year later without a day. */
function nextTerm(endsOn: string): { startsOn: string; endsOn: string } {
  const start = new Date(Date.parse(endsOn) + 86_400_000);
  const end = new Date(Date.UTC(start.getUTCFullYear() + 1, start.getUTCMonth(), start.getUTCDate() - 1));
  return { startsOn: start.toISOString().slice(0, 10), endsOn: end.toISOString().slice(0, 10) };
}

/** A contract for a licence; `renews` fills in what follows from the one before. */
export function ContractForm({ renews, close }: { renews: Contract | null; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      kind: renews?.kind ?? 'maintenance',
      number: '',
      serial: renews?.licence?.serial ?? '',
      companyId: '',
      ...(renews ? nextTerm(renews.endsOn) : { startsOn: '', endsOn: '' }),
    },
    validate: {
      number: needed(m.contracts.numberNeeded),
      serial: (value, { kind }) => (value || renews || kind !== 'maintenance' ? null : m.contracts.serialNeeded),
      companyId: (value, { kind, serial }) =>
        value || serial || renews || kind === 'maintenance' ? null : m.contracts.companyNeeded,
      startsOn: needed(m.products.dayNeeded),
      endsOn: needed(m.products.dayNeeded),
    },
  });
  const save = useMutation({
    mutationFn: async ({ serial, companyId, ...values }: typeof form.values) => {
      const about = renews
        ? {
            renewsId: renews.id,
            ...(renews.licence ? { licenceId: renews.licence.id } : { companyId: renews.company.id }),
          }
        : serial.trim()
          ? { licenceId: await licenceOf(serial) }
          : { companyId };
      if (about.licenceId === null) return form.setFieldError('serial', m.contracts.serialUnknown);
      await call<Contract>('POST', '/contracts', { body: { ...values, ...about } });
      close();
      await queries.invalidateQueries();
      say(m.contracts.kept);
    },
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
  });
  const maintenance = form.values.kind === 'maintenance';
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        {renews && <Text size="sm">{m.contracts.renewAbout(renews.company.name)}</Text>}
        {!renews && (
          <>
            <Select
              label={m.licence.kind}
              allowDeselect={false}
              data={Object.entries(m.contracts.kinds).map(([value, label]) => ({ value, label }))}
              {...form.getInputProps('kind')}
            />
            <TextInput
              label={maintenance ? m.licence.serial : m.contracts.serialOptional}
              required={maintenance}
              data-autofocus
              {...form.getInputProps('serial')}
            />
            {!maintenance && form.values.serial.trim() === '' && (
              <CompanySelect
                kind="customer"
                label={m.contracts.company}
                required
                value={form.values.companyId || null}
                onChange={(id) => form.setFieldValue('companyId', id ?? '')}
                error={form.errors.companyId}
              />
            )}
          </>
        )}
        <TextInput label={m.contracts.number} required maxLength={40} {...form.getInputProps('number')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={m.contracts.from} type="date" required {...form.getInputProps('startsOn')} />
          <TextInput label={m.contracts.until} type="date" required {...form.getInputProps('endsOn')} />
        </SimpleGrid>
        {problem !== null && <Failure error={problem} />}
        <FormButtons onCancel={close} label={m.contracts.keep} pending={save.isPending} />
      </Stack>
    </form>
  );
}

/** Only by its whole serial: the list finds licences by the beginning of one, and by companies, too. Null where there is none. */
async function licenceOf(serial: string): Promise<string | null> {
  const found = await call<Page<LicenceItem>>('GET', `/licences${query({ q: serial.trim(), limit: 1 })}`);
  return found.items.find((item) => plain(item.serial) === plain(serial))?.id ?? null;
}

/** As serials are compared: no spaces and dashes, and one sign for those that look alike. */
function plain(serial: string): string {
  return ['O0', 'I1', 'L1', 'S5', 'UV'].reduce(
    (text, [from = '', to = '']) => text.replaceAll(from, to),
    serial
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, ''),
  );
}
