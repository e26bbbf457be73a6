import { Button, Group, Modal, Select, Skeleton, Stack, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { complain, needed } from '../../ui/forms.ts';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count } from '../../ui/when.tsx';
import { useLicensors } from '../disclosures/use-licensors.ts';
import { useTechnologies } from './catalogue.ts';

/** Technology of others that the products embed. */
export function Technologies() {
  const may = useMay();
  const technologies = useTechnologies();
  const [adding, setAdding] = useState(false);
  const items = technologies.data?.items ?? [];
  const add = may('issue') && <Button onClick={() => setAdding(true)}>{m.technologies.add}</Button>;
  return (
    <Stack>
      {items.length > 0 && <Group justify="flex-end">{add}</Group>}
      {technologies.isPending && <Skeleton height={160} />}
      {technologies.isError && <Failure error={technologies.error} retry={() => void technologies.refetch()} />}
      {technologies.data && items.length === 0 && (
        <Panel>
          <Empty title={m.technologies.none} how={m.technologies.noneHow} action={add} />
        </Panel>
      )}
      {items.length > 0 && (
        <Panel>
          <Scroll label={m.licensing.technologies} width={400}>
            <Table fz="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{m.technologies.name}</Table.Th>
                  <Table.Th>{m.technologies.licensor}</Table.Th>
                  <Table.Th ta="end">{m.technologies.releases}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((one) => (
                  <Table.Tr key={one.id}>
                    <Table.Td>{one.name}</Table.Td>
                    <Table.Td>{one.licensor.name}</Table.Td>
                    <Table.Td ta="end">{count(one.releases)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Scroll>
        </Panel>
      )}
      <Modal opened={adding} onClose={() => setAdding(false)} title={m.technologies.add}>
        <TechnologyForm close={() => setAdding(false)} />
      </Modal>
    </Stack>
  );
}

function TechnologyForm({ close }: { close: () => void }) {
  const licensors = useLicensors();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: { name: '', licensorId: '' },
    validate: { name: needed(m.fields.nameNeeded), licensorId: needed(m.technologies.licensorNeeded) },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => call('POST', '/technologies', { body: values }),
    onError: (error) => setProblem(complain(form, error)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(m.technologies.added);
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <TextInput label={m.technologies.name} required data-autofocus {...form.getInputProps('name')} />
        <Select
          label={m.technologies.licensor}
          description={licensors.data?.items.length === 0 ? m.technologies.noLicensors : undefined}
          required
          searchable
          data={(licensors.data?.items ?? [])
            .filter((one) => !one.endedAt)
            .map((one) => ({ value: one.id, label: one.name }))}
          {...form.getInputProps('licensorId')}
        />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {m.technologies.add}
        </Button>
      </Stack>
    </form>
  );
}
