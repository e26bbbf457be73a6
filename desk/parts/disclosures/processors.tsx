import { Button, Drawer, Group, Modal, Select, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Contract, Page, Recipient } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useSession, vendorDay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { countryName } from '../../ui/countries.ts';
import { DataList, Line } from '../../ui/datum.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { count, Day, When } from '../../ui/when.tsx';
import { HandOver } from './hand-over.tsx';
import { OutsideHosts } from './outside-hosts.tsx';
import { ProcessorChange, ProcessorForm } from './processor-form.tsx';

const text = m.processors;
const keepers = ['administrator', 'privacy officer'];
const handers = ['administrator', 'marketing'];

type Doing = { what: 'add' } | { what: 'contract' | 'change' | 'hand over'; recipient: Recipient };

/** The register of processors (U6, U7): terms, countries, what each may get, and whether it has deleted what it received. */
export function Processors() {
  const role = useSession().member?.role ?? '';
  const [doing, setDoing] = useState<Doing | null>(null);
  const read = useQuery({
    queryKey: ['recipients', 'processor'],
    queryFn: ({ signal }) => call<Page<Recipient>>('GET', '/recipients?kind=processor&limit=500&sort=name', { signal }),
  });
  const items = read.data?.items ?? [];
  const add = keepers.includes(role) && <Button onClick={() => setDoing({ what: 'add' })}>{text.add}</Button>;
  return (
    <Stack maw={880}>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" maw={560}>
          {text.about}
        </Text>
        {items.length > 0 && add}
      </Group>
      <OutsideHosts processors={items.filter((each) => !each.endedAt)} mayNote={keepers.includes(role)} />
      {read.isPending && <Skeleton height={240} />}
      {read.isError && <Failure error={read.error} retry={() => void read.refetch()} />}
      {read.data && items.length === 0 && (
        <Panel>
          <Empty title={text.none} how={text.noneHow} action={add} />
        </Panel>
      )}
      {items.map((processor) => (
        <ProcessorPanel key={processor.id} processor={processor} role={role} begin={setDoing} />
      ))}
      <Drawer opened={doing !== null} onClose={() => setDoing(null)} title={doing && titleOf(doing)}>
        {doing && <Form doing={doing} close={() => setDoing(null)} />}
      </Drawer>
    </Stack>
  );
}

function titleOf(doing: Doing): string {
  if (doing.what === 'add') return text.add;
  const { name } = doing.recipient;
  if (doing.what === 'contract') return m.licensors.newContract(name);
  return doing.what === 'change' ? text.change : text.handOverTitle(name);
}

function Form({ doing, close }: { doing: Doing; close: () => void }) {
  if (doing.what === 'add') return <ProcessorForm recipient={null} close={close} />;
  const { recipient } = doing;
  if (doing.what === 'contract') return <ProcessorForm recipient={recipient} close={close} />;
  if (doing.what === 'change') return <ProcessorChange recipient={recipient} close={close} />;
  return <HandOver recipient={recipient} close={close} />;
}

interface PanelProps {
  processor: Recipient;
  role: string;
  begin: (doing: Doing) => void;
}

function ProcessorPanel({ processor, role, begin }: PanelProps) {
  return (
    <Panel
      title={processor.name}
      aside={
        <Text size="sm" c="dimmed">
          {processor.endedAt ? m.licensors.endedSince : countryName(processor.country)}{' '}
          {processor.endedAt && <When at={processor.endedAt} time={false} />}
        </Text>
      }
    >
      <DataList>
        <Line label={m.licensors.address}>
          <span style={{ whiteSpace: 'pre-line' }}>{processor.address ?? m.common.none}</span>
        </Line>
        <Line label={m.licensors.mailbox}>{processor.mailbox ?? text.noMailbox}</Line>
        <Line label={text.key}>
          <span style={{ overflowWrap: 'anywhere' }}>{processor.ageKey ?? text.noKey}</span>
        </Line>
        <Line label={m.licensors.given}>
          {m.licensors.times(count(processor.disclosures))}
          {processor.lastAt && (
            <>
              {m.licensors.last} <When at={processor.lastAt} />
            </>
          )}
        </Line>
        {processor.contracts.map((contract) => (
          <ContractLine key={contract.id} contract={contract} />
        ))}
        {processor.deletions.map((deletion) => (
          <DeletionLine key={deletion.id} deletion={deletion} />
        ))}
      </DataList>
      <Buttons processor={processor} role={role} begin={begin} />
    </Panel>
  );
}

function Buttons({ processor, role, begin }: PanelProps) {
  const keeps = keepers.includes(role);
  const open = processor.deletions.some((each) => each.confirmedOn === null && !each.withdrawn);
  async function end() {
    await call('POST', `/recipients/${processor.id}/end`, { body: {} });
    await queries.invalidateQueries();
    say(text.ended);
  }
  return (
    <Group mt="sm" gap="xs">
      {handers.includes(role) && !processor.endedAt && processor.ageKey && (
        <Button size="xs" onClick={() => begin({ what: 'hand over', recipient: processor })}>
          {text.handOver}
        </Button>
      )}
      {keeps && open && <ConfirmDeletion processor={processor} />}
      {keeps && (
        <Button size="xs" variant="default" onClick={() => begin({ what: 'change', recipient: processor })}>
          {text.change}
        </Button>
      )}
      {keeps && !processor.endedAt && (
        <>
          <Button size="xs" variant="default" onClick={() => begin({ what: 'contract', recipient: processor })}>
            {m.licensors.addContract}
          </Button>
          <Confirm
            size="xs"
            label={m.licensors.end}
            title={text.endTitle(processor.name)}
            consequence={text.endConsequence}
            act={end}
          />
        </>
      )}
    </Group>
  );
}

function ContractLine({ contract }: { contract: Contract }) {
  return (
    <Line label={m.licensors.contract}>
      {contract.reference && `${contract.reference} · `}
      <Day on={contract.signedOn} /> – <Day on={contract.endsOn} none={m.licensors.open} />
      <Text size="sm">
        {contract.confidentialOn ? (
          <>
            {text.boundSince} <Day on={contract.confidentialOn} />
          </>
        ) : (
          text.notBound
        )}{' '}
        · {contract.nothingElse ? text.nothingElse : text.notNothingElse}
      </Text>
      <Text size="sm" c="dimmed">
        {text.keptIn} {contract.countries.map(countryName).join(', ')}. {text.gets}{' '}
        {contract.fields.map((field) => m.dataFields[field] ?? field).join(', ') || text.getsNothing}
      </Text>
    </Line>
  );
}

function DeletionLine({ deletion }: { deletion: Recipient['deletions'][number] }) {
  const asked = (
    <>
      {deletion.byMail ? text.asked : text.askByLetter} <Day on={deletion.dueOn} />
      {deletion.reminders > 0 && `, ${text.reminders(count(deletion.reminders))}`}
    </>
  );
  return (
    <Line label={text.deletion}>
      {asked}
      <Text size="sm">
        {deletion.withdrawn && text.takenBack}
        {deletion.confirmedOn && (
          <>
            {text.confirmed} <Day on={deletion.confirmedOn} /> {text.evidences[deletion.evidence ?? '']}
          </>
        )}
      </Text>
    </Line>
  );
}

function ConfirmDeletion({ processor }: { processor: Recipient }) {
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(vendorDay());
  const [evidence, setEvidence] = useState<string | null>('letter');
  const record = useMutation({
    mutationFn: () => call('POST', `/recipients/${processor.id}/deletion`, { body: { on, evidence } }),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries();
      say(text.recorded);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    record.mutate();
  }
  return (
    <>
      <Button size="xs" onClick={() => setOpen(true)}>
        {text.confirm}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.confirmTitle(processor.name)}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              type="date"
              label={text.confirmedOn}
              value={on}
              required
              onChange={(event) => setOn(event.currentTarget.value)}
            />
            <Select
              label={text.evidence}
              data={Object.entries(text.evidences).map(([value, label]) => ({ value, label }))}
              value={evidence}
              onChange={setEvidence}
              allowDeselect={false}
            />
            {record.isError && <Failure error={record.error} />}
            <FormButtons
              onCancel={() => setOpen(false)}
              label={text.confirm}
              pending={record.isPending}
              ready={on !== ''}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}
