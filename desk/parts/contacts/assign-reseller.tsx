import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Company, Page, Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { say } from '../../ui/said.tsx';

const nobody = 'nobody';

/** Gives a customer to another reseller, or to nobody: the old one's sight ends, the new one's begins, both in the ledger. */
export function AssignReseller({ company }: { company: Company }) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const resellers = useQuery({
    queryKey: ['list', '/resellers', 'all'],
    queryFn: ({ signal }) => call<Page<Reseller>>('GET', '/resellers?limit=500&sort=name', { signal }),
    enabled: open,
  });
  const assign = useMutation({
    mutationFn: () =>
      call('PUT', `/companies/${company.id}/reseller`, {
        body: { resellerCompanyId: chosen === nobody ? null : chosen },
      }),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries();
      say(m.assign.done);
    },
  });
  const options = (resellers.data?.items ?? []).filter((row) => row.id !== company.reseller?.id);
  const name = options.find((row) => row.id === chosen)?.name;
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {m.assign.open}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={m.assign.title(company.name)}>
        <Stack>
          <Select
            label={m.contacts.reseller}
            searchable
            data={[
              ...(company.reseller ? [{ value: nobody, label: m.assign.nobody }] : []),
              ...options.map((row) => ({ value: row.id, label: row.name })),
            ]}
            value={chosen}
            onChange={setChosen}
            data-autofocus
          />
          {name && <Text size="sm">{m.assign.consequence(name, company.reseller?.name ?? null)}</Text>}
          {chosen === nobody && company.reseller && (
            <Text size="sm">{m.assign.nobodyConsequence(company.reseller.name)}</Text>
          )}
          {assign.isError && <Failure error={assign.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpen(false)}>
              {m.common.cancel}
            </Button>
            <Button disabled={!chosen} loading={assign.isPending} onClick={() => assign.mutate()}>
              {m.assign.go}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
