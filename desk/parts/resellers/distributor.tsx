import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Page, Reseller } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { RefLink } from '../../ui/ref-link.tsx';
import { say } from '../../ui/said.tsx';

const vendor = 'vendor';

/** Who supplies a reseller with serials: a distributor, or the vendor itself. */
export function Distributor({ reseller, writes }: { reseller: Reseller; writes: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Group gap="sm">
      {reseller.distributor ? (
        <RefLink kind="reseller" id={reseller.distributor.id}>
          {reseller.distributor.name}
        </RefLink>
      ) : (
        <Text size="sm">{m.resellers.vendor}</Text>
      )}
      {writes && (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {m.resellers.setDistributor}
        </Button>
      )}
      <Modal opened={open} onClose={() => setOpen(false)} title={m.resellers.setDistributor}>
        {open && <Choosing reseller={reseller} close={() => setOpen(false)} />}
      </Modal>
    </Group>
  );
}

function Choosing({ reseller, close }: { reseller: Reseller; close: () => void }) {
  const [chosen, setChosen] = useState<string | null>(reseller.distributor?.id ?? vendor);
  const resellers = useQuery({
    queryKey: ['list', '/resellers', 'all'],
    queryFn: ({ signal }) => call<Page<Reseller>>('GET', '/resellers?limit=500&sort=name', { signal }),
  });
  const options = (resellers.data?.items ?? []).filter((row) => row.id !== reseller.id && row.distributor === null);
  const set = useMutation({
    mutationFn: () =>
      call('PUT', `/resellers/${reseller.id}/distributor`, {
        body: { distributorCompanyId: chosen === vendor ? null : chosen },
      }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(m.resellers.distributorSet);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    set.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{m.resellers.setDistributorAbout}</Text>
        <Select
          label={m.resellers.distributor}
          searchable
          allowDeselect={false}
          data={[
            { value: vendor, label: m.resellers.vendor },
            ...options.map((row) => ({ value: row.id, label: row.name })),
          ]}
          value={chosen}
          onChange={setChosen}
        />
        {set.isError && <Failure error={set.error} />}
        <FormButtons onCancel={close} label={m.resellers.setDistributor} pending={set.isPending} />
      </Stack>
    </form>
  );
}
