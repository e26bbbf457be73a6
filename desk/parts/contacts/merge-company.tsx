import { Button, Group, List, Modal, Skeleton, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Company, Merge, MergePreview } from '../../api/wire.ts';
import { merges as words } from '../../messages/en/merges.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';
import { CompanySelect } from '../licensing/company-select.tsx';

/** One company was noted as two: this one goes into the other. */
export function MergeCompany({ company }: { company: Company }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={words.title(company.name)} size="lg">
        {open && <MergeForm company={company} close={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

function MergeForm({ company, close }: { company: Company; close: () => void }) {
  const [into, setInto] = useState<string | null>(null);
  const [evidence, setEvidence] = useState('');
  const navigate = useNavigate();
  const preview = useQuery({
    queryKey: ['merge preview', company.id, into],
    queryFn: ({ signal }) => call<MergePreview>('GET', `/companies/${company.id}/merge?into=${into}`, { signal }),
    enabled: into !== null,
    retry: false,
  });
  const merge = useMutation({
    mutationFn: () => call('POST', `/companies/${company.id}/merge`, { body: { intoCompanyId: into, evidence } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(words.done);
      if (into) await navigate({ to: '/companies/$id', params: { id: into } });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    merge.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{words.about}</Text>
        <CompanySelect kind="customer" label={words.into} required value={into} onChange={setInto} />
        {preview.isError && <Failure error={preview.error} />}
        {into && preview.isPending && <Skeleton height={120} />}
        {preview.data && <Preview preview={preview.data} />}
        <Textarea
          label={words.evidence}
          value={evidence}
          maxLength={1000}
          required
          autosize
          minRows={2}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        {merge.isError && <Failure error={merge.error} />}
        <FormButtons
          onCancel={close}
          label={words.go}
          pending={merge.isPending}
          ready={!!preview.data && !preview.data.openLeads && evidence.trim() !== ''}
        />
      </Stack>
    </form>
  );
}

function Preview({ preview }: { preview: MergePreview }) {
  const counts = preview.counts.filter(({ count }) => count > 0);
  const sights = [
    ...preview.newSights.map(({ reseller, company }) => words.newSight(reseller.name, company.name)),
    ...preview.lostSights.map(({ reseller, company }) => words.lostSight(reseller.name, company.name)),
    ...(counts.some(({ kind }) => kind === 'administrators') ? [words.administrators] : []),
    ...(preview.openLeads ? [words.openLeads] : []),
  ];
  return (
    <Stack gap="xs" aria-live="polite">
      <Title order={3} size="h5">
        {words.preview}
      </Title>
      {counts.length === 0 && <Text size="sm">{words.nothing}</Text>}
      {counts.length > 0 && (
        <DataList>
          {counts.map(({ kind, count }) => (
            <Line key={kind} label={words.kinds[kind] ?? kind}>
              {count}
            </Line>
          ))}
        </DataList>
      )}
      <List size="sm">
        {(sights.length === 0 ? [words.noSight] : sights).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
        <List.Item>{words.undoable(preview.undoDays)}</List.Item>
      </List>
    </Stack>
  );
}

/** Merges of which a company was part, each with the way back as long as there is one. */
export function Merges({ company }: { company: Company }) {
  const may = useMay();
  if (company.merges.length === 0) return null;
  return (
    <Panel title={words.panel}>
      <DataList>
        {company.merges.map((merge) => (
          <Line key={merge.id} label={words.wentInto(merge.from.name, merge.into.name)}>
            <Group gap="sm">
              <span>
                <When at={merge.at} time={false} />
                {merge.undoneAt && (
                  <>
                    {' '}
                    · {words.undone} <When at={merge.undoneAt} time={false} />
                  </>
                )}
              </span>
              {merge.mayUndo && may('issue') && <Undo company={company} merge={merge} />}
            </Group>
          </Line>
        ))}
      </DataList>
    </Panel>
  );
}

function Undo({ company, merge }: { company: Company; merge: Merge }) {
  return (
    <Confirm
      size="compact-sm"
      label={words.undo}
      title={words.undoTitle(merge.from.name)}
      consequence={words.undoConsequence(merge.from.name)}
      act={async () => {
        await call('POST', `/companies/${company.id}/merges/${merge.id}/undo`, { body: {} });
        await queries.invalidateQueries();
        say(words.undoneSaid);
      }}
    />
  );
}
