import { Button, Group, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Reseller, Territory, WouldGet } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { countryName, countryOptions } from '../../ui/countries.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { complain } from '../../ui/forms.ts';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';

const words = m.resellers;

/** All that a territory is made of, in words. */
export function territoryName(territory: Territory): string {
  const { country, region, postalFrom, postalTo, industry, account, priority, fromOn, untilOn } = territory;
  const place = country === null ? null : countryName(country) + (region ? ` (${region})` : '');
  const parts = [
    account && words.accountOf(account),
    place,
    postalFrom && words.postal(postalFrom, postalTo ?? postalFrom),
    industry && words.industryOf(industry),
    priority === 100 ? null : words.priorityOf(priority),
    words.days(fromOn, untilOn),
  ];
  return parts.filter(Boolean).join(', ') || words.anywhere;
}

export function Territories({ reseller, writes }: { reseller: Reseller; writes: boolean }) {
  const [adding, setAdding] = useState(false);
  async function end(id: string) {
    await call('DELETE', `/resellers/${reseller.id}/territories/${id}`);
    await queries.invalidateQueries();
    say(words.ended);
  }
  return (
    <Stack gap="sm">
      {reseller.territories.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.noTerritory}
        </Text>
      )}
      {reseller.territories.map((territory) => (
        <Group key={territory.id} justify="space-between" wrap="nowrap">
          <Text size="sm">{territoryName(territory)}</Text>
          {writes && (
            <Confirm
              size="xs"
              style={{ flexShrink: 0 }}
              label={words.end}
              title={words.endTitle(territoryName(territory))}
              consequence={words.endConsequence(reseller.name)}
              act={() => end(territory.id)}
            />
          )}
        </Group>
      ))}
      {writes && (
        <Group>
          <Button variant="default" onClick={() => setAdding(true)}>
            {words.addTerritory}
          </Button>
        </Group>
      )}
      <Modal opened={adding} onClose={() => setAdding(false)} title={words.newTerritory}>
        {adding && <AddTerritory id={reseller.id} close={() => setAdding(false)} />}
      </Modal>
    </Stack>
  );
}

const empty = {
  ...{ country: '', region: '', postalFrom: '', postalTo: '', industry: '', account: '' },
  ...{ priority: '100', fromOn: '', untilOn: '' },
};

function AddTerritory({ id, close }: { id: string; close: () => void }) {
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({ initialValues: empty });
  const add = useMutation({
    mutationFn: ({ priority, ...values }: typeof empty) => {
      const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim() || null]));
      return call('POST', `/resellers/${id}/territories`, { body: { ...given, priority: Number(priority) || 100 } });
    },
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))} noValidate>
      <Stack>
        <Text size="sm">{words.newTerritoryHint}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={words.anyCountry}
            searchable
            clearable
            data={countryOptions}
            {...form.getInputProps('country')}
            onChange={(country) => form.setFieldValue('country', country ?? '')}
          />
          <TextInput label={words.regionOptional} {...form.getInputProps('region')} />
          <TextInput
            label={words.postalFrom}
            placeholder={words.postalFromHint}
            {...form.getInputProps('postalFrom')}
          />
          <TextInput label={words.postalTo} {...form.getInputProps('postalTo')} />
          <TextInput label={words.industry} {...form.getInputProps('industry')} />
          <TextInput label={words.account} placeholder={words.accountHint} {...form.getInputProps('account')} />
          <TextInput label={words.fromOn} type="date" {...form.getInputProps('fromOn')} />
          <TextInput label={words.untilOn} type="date" {...form.getInputProps('untilOn')} />
          <TextInput label={words.priority} inputMode="numeric" {...form.getInputProps('priority')} />
        </SimpleGrid>
        {problem !== null && <Failure error={problem} />}
        <FormButtons onCancel={close} label={words.addTerritory} pending={add.isPending} />
      </Stack>
    </form>
  );
}

/** Who would get somebody, in which order and why. */
export function WhoWould() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {words.whoWould}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={words.whoWould}>
        {open && <Asking />}
      </Modal>
    </>
  );
}

const asked = { companyName: '', country: '', region: '', postalCode: '', industry: '' };

function Asking() {
  const form = useForm({ initialValues: asked });
  const look = useMutation({
    mutationFn: (values: typeof asked) => {
      const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim() || null]));
      return call<WouldGet>('POST', '/territories/who-would', { body: given });
    },
    onError: (error) => complain(form, error),
  });
  return (
    <form onSubmit={form.onSubmit((values) => look.mutate(values))} noValidate>
      <Stack>
        <Text size="sm">{words.whoWouldAbout}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={m.fields.country}
            searchable
            clearable
            data={countryOptions}
            {...form.getInputProps('country')}
            onChange={(country) => form.setFieldValue('country', country ?? '')}
          />
          <TextInput label={words.regionOptional} {...form.getInputProps('region')} />
          <TextInput label={words.postalCode} {...form.getInputProps('postalCode')} />
          <TextInput label={words.industry} {...form.getInputProps('industry')} />
          <TextInput label={words.account} {...form.getInputProps('companyName')} />
        </SimpleGrid>
        {look.isError && <Failure error={look.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={look.isPending}>
            {words.ask}
          </Button>
        </Group>
        <div role="status">{look.data && <Candidates found={look.data} />}</div>
      </Stack>
    </form>
  );
}

function Candidates({ found }: { found: WouldGet }) {
  if (found.candidates.length === 0) return <Text size="sm">{words.nobodyWould}</Text>;
  return (
    <Stack gap="xs">
      {found.candidates.map(({ reseller, reason, live }, index) => (
        <div key={reseller.id}>
          <Text size="sm" fw={500}>
            {index + 1}.{' '}
            <RefLink kind="reseller" id={reseller.id}>
              {reseller.name}
            </RefLink>
          </Text>
          <Text size="sm" c="dimmed">
            {reason}
            {!live && ` · ${words.overThere}`}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
