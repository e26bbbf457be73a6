import { Button, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Licence } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';
import { CompanySelect } from './company-select.tsx';

type Way = keyof typeof m.giving;

/** A serial out of a stock: to a customer, or to another reseller. */
export function GiveLicence({ licence }: { licence: Licence }) {
  const [way, setWay] = useState<Way | null>(null);
  const ways = licence.acts.filter((act): act is Way => act in m.giving);
  return (
    <>
      {ways.map((each) => (
        <Button key={each} variant="default" onClick={() => setWay(each)}>
          {m.giving[each].label}
        </Button>
      ))}
      <Modal opened={way !== null} onClose={() => setWay(null)} title={way && m.giving[way].title(licence.serial)}>
        {way && <Giving way={way} licence={licence} close={() => setWay(null)} />}
      </Modal>
    </>
  );
}

function Giving({ way, licence, close }: { way: Way; licence: Licence; close: () => void }) {
  const text = m.giving[way];
  const [companyId, setCompany] = useState<string | null>(null);
  const kind = way === 'hand over' ? 'customer' : 'reseller';
  const giving = useMutation({
    mutationFn: () => call('POST', `/licences/${licence.id}/${way.replace(' ', '-')}`, { body: { companyId } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(text.done);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    giving.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{text.consequence}</Text>
        <CompanySelect kind={kind} label={text.company} required value={companyId} onChange={setCompany} />
        {giving.isError && <Failure error={giving.error} />}
        <FormButtons onCancel={close} label={text.label} pending={giving.isPending} ready={companyId !== null} />
      </Stack>
    </form>
  );
}
