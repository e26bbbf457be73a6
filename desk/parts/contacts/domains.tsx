import { Button, Code, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, call, queries, query } from '../../api/client.ts';
import type { Company, DomainRecord } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { sentence } from '../../ui/forms.ts';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';

/** Mail domains of a company: who has a mailbox there may ask who activated its licences. */
export function Domains({ company }: { company: Company }) {
  const may = useMay();
  return (
    <Panel title={m.domains.title}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {company.domains.length === 0 ? m.domains.none : m.domains.about}
        </Text>
        {company.domains.length > 0 && (
          <DataList>
            {company.domains.map((domain) => (
              <Line key={domain.id} label={domain.domain}>
                <Group gap="sm">
                  <span>
                    {m.company.sharedSince} <When at={domain.since} time={false} />
                    {domain.until && (
                      <>
                        {' '}
                        {m.company.sharedUntil} <When at={domain.until} time={false} />
                      </>
                    )}
                  </span>
                  {!domain.until && may('issue') && <EndDomain company={company} domain={domain} />}
                </Group>
              </Line>
            ))}
          </DataList>
        )}
        {may('issue') && <AddDomain company={company} />}
      </Stack>
    </Panel>
  );
}

function EndDomain({ company, domain }: { company: Company; domain: Company['domains'][number] }) {
  return (
    <Confirm
      size="compact-sm"
      label={m.domains.end}
      title={m.domains.endTitle(domain.domain)}
      consequence={m.domains.endConsequence(company.name)}
      act={async () => {
        await call('POST', `/companies/${company.id}/domains/${domain.id}/end`, { body: {} });
        await queries.invalidateQueries();
        say(m.domains.ended(domain.domain));
      }}
    />
  );
}

function AddDomain({ company }: { company: Company }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {m.domains.add}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={m.domains.addTitle(company.name)}>
        <AddForm company={company} close={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function AddForm({ company, close }: { company: Company; close: () => void }) {
  const [domain, setDomain] = useState('');
  const [evidence, setEvidence] = useState('');
  const record = useMutation({
    mutationFn: () =>
      call<DomainRecord>('GET', `/companies/${company.id}/domains/record${query({ domain: domain.trim() })}`),
  });
  const add = useMutation({
    mutationFn: (by: 'evidence' | 'dns') =>
      call('POST', `/companies/${company.id}/domains`, {
        body: by === 'dns' ? { domain: domain.trim() } : { domain: domain.trim(), evidence },
      }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(m.domains.added);
    },
  });
  const failed = add.error ?? record.error;
  const fault = failed instanceof ApiError ? failed.fields.domain : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    add.mutate('evidence');
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{m.domains.consequence}</Text>
        <TextInput
          label={m.domains.domain}
          placeholder="company.example"
          value={domain}
          maxLength={253}
          required
          data-autofocus
          autoComplete="off"
          error={fault && sentence(fault)}
          onChange={(event) => {
            setDomain(event.currentTarget.value);
            record.reset();
          }}
        />
        <Textarea
          label={m.domains.evidence}
          description={m.domains.evidenceHow}
          value={evidence}
          maxLength={1000}
          autosize
          minRows={2}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        {record.data ? (
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{m.domains.recordHow(record.data.domain)}</Text>
            <Code block>{record.data.value}</Code>
            <Button variant="default" size="compact-sm" loading={add.isPending} onClick={() => add.mutate('dns')}>
              {m.domains.check}
            </Button>
          </Stack>
        ) : (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ alignSelf: 'flex-start' }}
            disabled={!domain.trim()}
            loading={record.isPending}
            onClick={() => record.mutate()}
          >
            {m.domains.byRecord}
          </Button>
        )}
        {failed && !fault && <Failure error={failed} />}
        <FormButtons
          onCancel={close}
          label={m.domains.add}
          pending={add.isPending}
          ready={domain.trim() !== '' && evidence.trim() !== ''}
        />
      </Stack>
    </form>
  );
}
