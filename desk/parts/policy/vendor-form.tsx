import { Button, ColorSwatch, Group, MultiSelect, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Vendor } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { accentShades, defaultAccent } from '../../theme.ts';
import { countryOptions, guessedCountry } from '../../ui/countries.ts';
import { Failure } from '../../ui/failure.tsx';
import { complain, isMailbox, needed } from '../../ui/forms.ts';

const zones = Intl.supportedValuesOf('timeZone');

function empty(): Vendor {
  const country = guessedCountry();
  return {
    name: '',
    address: '',
    country,
    phone: '',
    privacyMailbox: '',
    removeMailbox: '',
    officeCountries: [country],
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    accentColor: null,
  };
}

const hex = /^#[0-9a-f]{6}$/i;

/** Who the vendor is: what every page that collects data will name. */
export function VendorForm({ vendor, saved }: { vendor: Vendor | null; saved: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm<Vendor>({
    initialValues: vendor ?? empty(),
    validate: {
      name: needed(m.fields.nameNeeded),
      address: needed(m.vendor.addressNeeded),
      country: needed(m.fields.countryNeeded),
      phone: needed(m.vendor.phoneNeeded),
      privacyMailbox: isMailbox(m.fields.mailboxNeeded),
      removeMailbox: isMailbox(m.fields.mailboxNeeded),
      officeCountries: (value, values) => (value.includes(values.country) ? null : m.vendor.officesNeedCountry),
      timeZone: needed(m.vendor.zoneNeeded),
      accentColor: (value) => (value === null || hex.test(value) ? null : m.vendor.accentWrong),
    },
  });
  const save = useMutation({
    mutationFn: (values: Vendor) => call<Vendor>('PUT', '/vendor', { body: values }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      await queries.invalidateQueries();
      saved();
    },
  });
  const accent = form.values.accentColor;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <TextInput label={m.vendor.name} required autoComplete="organization" {...form.getInputProps('name')} />
        <Textarea label={m.vendor.address} required autosize minRows={3} {...form.getInputProps('address')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={m.fields.country}
            required
            searchable
            data={countryOptions}
            {...form.getInputProps('country')}
            onChange={(country) => {
              if (!country) return;
              const offices = form.values.officeCountries.filter((code) => code !== form.values.country);
              form.setValues({ country, officeCountries: [country, ...offices.filter((code) => code !== country)] });
            }}
          />
          <TextInput label={m.vendor.phone} required type="tel" autoComplete="tel" {...form.getInputProps('phone')} />
        </SimpleGrid>
        <TextInput
          label={m.vendor.privacyMailbox}
          description={m.vendor.privacyMailboxHint}
          required
          type="email"
          {...form.getInputProps('privacyMailbox')}
        />
        <TextInput
          label={m.vendor.removeMailbox}
          description={m.vendor.removeMailboxHint}
          required
          type="email"
          {...form.getInputProps('removeMailbox')}
        />
        <MultiSelect
          label={m.vendor.offices}
          description={m.vendor.officesHint}
          required
          searchable
          data={countryOptions}
          {...form.getInputProps('officeCountries')}
        />
        <Select
          label={m.vendor.timeZone}
          description={m.vendor.timeZoneHint}
          required
          searchable
          limit={100}
          data={zones.includes(form.values.timeZone) ? zones : [form.values.timeZone, ...zones]}
          {...form.getInputProps('timeZone')}
        />
        <TextInput
          label={m.vendor.accent}
          description={m.vendor.accentHint}
          placeholder={defaultAccent}
          leftSection={
            <ColorSwatch size={16} color={accentShades(accent ?? defaultAccent)[6] ?? ''} aria-hidden="true" />
          }
          {...form.getInputProps('accentColor')}
          value={accent ?? ''}
          onChange={(event) => form.setFieldValue('accentColor', event.currentTarget.value.trim() || null)}
        />
        {problem !== null && <Failure error={problem} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {vendor ? m.vendor.save : m.vendor.set}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
