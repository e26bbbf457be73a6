import { Button, Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Contract, Recipient } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { countryName } from '../../ui/countries.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { count, Day, When } from '../../ui/when.tsx';
import { LicensorForm } from './licensor-form.tsx';
import { useLicensors } from './use-licensors.ts';

const mayWrite = ['administrator', 'privacy officer'];

/** Who licenses technology to the vendor, and which registration fields their contract wants reported. */
export function Licensors() {
  const role = useSession().member?.role ?? '';
  const licensors = useLicensors();
  const [form, setForm] = useState<{ recipient: Recipient | null } | null>(null);
  const items = licensors.data?.items ?? [];
  const writes = mayWrite.includes(role);
  const add = writes && <Button onClick={() => setForm({ recipient: null })}>{m.licensors.add}</Button>;
  return (
    <Stack>
      {items.length > 0 && <Group justify="flex-end">{add}</Group>}
      {licensors.isPending && <Skeleton height={240} />}
      {licensors.isError && <Failure error={licensors.error} retry={() => void licensors.refetch()} />}
      {licensors.data && items.length === 0 && (
        <Panel>
          <Empty title={m.licensors.none} how={m.licensors.noneHow} action={add} />
        </Panel>
      )}
      {items.map((licensor) => (
        <LicensorPanel
          key={licensor.id}
          licensor={licensor}
          writes={writes}
          renew={() => setForm({ recipient: licensor })}
        />
      ))}
      <Drawer
        opened={form !== null}
        onClose={() => setForm(null)}
        title={form?.recipient ? m.licensors.newContract(form.recipient.name) : m.licensors.add}
      >
        {form && <LicensorForm recipient={form.recipient} close={() => setForm(null)} />}
      </Drawer>
    </Stack>
  );
}

interface PanelProps {
  licensor: Recipient;
  writes: boolean;
  renew: () => void;
}

function LicensorPanel({ licensor, writes, renew }: PanelProps) {
  async function end() {
    await call('POST', `/recipients/${licensor.id}/end`, { body: {} });
    await queries.invalidateQueries();
    say(m.licensors.ended);
  }
  return (
    <Panel
      title={licensor.name}
      aside={
        <Text size="sm" c="dimmed">
          {licensor.endedAt ? m.licensors.endedSince : countryName(licensor.country)}{' '}
          {licensor.endedAt && <When at={licensor.endedAt} time={false} />}
        </Text>
      }
    >
      <DataList>
        <Line label={m.licensors.address}>
          <span style={{ whiteSpace: 'pre-line' }}>{licensor.address ?? m.common.none}</span>
        </Line>
        <Line label={m.licensors.mailbox}>{licensor.mailbox ?? m.licensors.noMailbox}</Line>
        <Line label={m.licensors.given}>
          {m.licensors.times(count(licensor.disclosures))}
          {licensor.lastAt && (
            <>
              {m.licensors.last} <When at={licensor.lastAt} />
            </>
          )}
        </Line>
        {licensor.contracts.map((contract) => (
          <ContractLine key={contract.id} contract={contract} />
        ))}
      </DataList>
      {writes && !licensor.endedAt && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={renew}>
            {m.licensors.addContract}
          </Button>
          <Confirm
            size="xs"
            label={m.licensors.end}
            title={m.licensors.endTitle(licensor.name)}
            consequence={m.licensors.endConsequence}
            act={end}
          />
        </Group>
      )}
    </Panel>
  );
}

function ContractLine({ contract }: { contract: Contract }) {
  return (
    <Line label={m.licensors.contract}>
      {contract.reference && `${contract.reference} · `}
      <Day on={contract.signedOn} /> – <Day on={contract.endsOn} none={m.licensors.open} />
      {contract.frequency && ` · ${m.frequencies[contract.frequency] ?? contract.frequency}`} ·{' '}
      {contract.confidential ? m.licensors.confidential : m.licensors.notConfidential}
      {contract.approval && ` · ${m.licensors.waits}`}
      <Text size="sm" c="dimmed">
        {m.licensors.reports}{' '}
        {contract.fields.map((field) => m.dataFields[field] ?? field).join(', ') || m.licensors.noFields}
      </Text>
    </Line>
  );
}
