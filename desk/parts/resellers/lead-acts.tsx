import { Button, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Lead, Page, Reseller } from '../../api/wire.ts';
import { leadsMessages } from '../../messages/en/leads.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';

/** What the caller may do with a lead now; the server says what. */
export function LeadActs({ lead }: { lead: Lead }) {
  const navigate = useNavigate();
  const accept = useMutation({
    mutationFn: () => call('POST', `/leads/${lead.id}/accept`),
    onSuccess: async () => {
      await queries.invalidateQueries();
      say(leadsMessages.leads.accepted);
    },
  });
  async function decline() {
    await call('POST', `/leads/${lead.id}/decline`);
    await navigate({ to: '/leads' });
    queries.removeQueries({ queryKey: ['lead', lead.id] });
    await queries.invalidateQueries();
    say(leadsMessages.leads.declined);
  }
  return (
    <>
      {accept.isError && <Failure error={accept.error} />}
      {lead.acts.includes('accept') && (
        <Button loading={accept.isPending} onClick={() => accept.mutate()}>
          {leadsMessages.leads.accept}
        </Button>
      )}
      {lead.acts.includes('decline') && (
        <Confirm
          label={leadsMessages.leads.decline}
          title={leadsMessages.leads.declineTitle(lead.companyName)}
          consequence={leadsMessages.leads.declineConsequence}
          act={decline}
        />
      )}
      {lead.acts.includes('offer') && <Offer lead={lead} />}
      {lead.acts.includes('close') && <Close lead={lead} />}
    </>
  );
}

const byRule = 'by rule';

function Offer({ lead }: { lead: Lead }) {
  const [open, setOpen] = useState(false);
  const resellers = useQuery({
    queryKey: ['list', '/resellers', 'all'],
    queryFn: ({ signal }) => call<Page<Reseller>>('GET', '/resellers?limit=500&sort=name', { signal }),
    enabled: open,
  });
  const options = (resellers.data?.items ?? []).map((row) => ({ value: row.id, label: row.name }));
  return (
    <Choice
      label={leadsMessages.leads.offer}
      about={leadsMessages.leads.offerAbout}
      field={m.contacts.reseller}
      opened={setOpen}
      options={[{ value: byRule, label: leadsMessages.leads.byRule }, ...options]}
      act={async (chosen) => {
        const resellerCompanyId = chosen === byRule ? null : chosen;
        await call('POST', `/leads/${lead.id}/offer`, { body: { resellerCompanyId } });
        say(leadsMessages.leads.offered);
      }}
    />
  );
}

function Close({ lead }: { lead: Lead }) {
  const outcomes = ['won', 'lost', 'no interest', 'duplicate'];
  return (
    <Choice
      label={leadsMessages.leads.close}
      about={null}
      field={leadsMessages.leads.outcome}
      options={outcomes.map((value) => ({ value, label: leadsMessages.leads.outcomes[value] ?? value }))}
      act={async (outcome) => {
        await call('POST', `/leads/${lead.id}/close`, { body: { outcome } });
        say(leadsMessages.leads.closed);
      }}
    />
  );
}

interface ChoiceProps {
  label: string;
  about: string | null;
  field: string;
  options: { value: string; label: string }[];
  opened?: (open: boolean) => void;
  act: (chosen: string) => Promise<void>;
}

/** An act that needs one choice. */
function Choice({ label, about, field, options, opened, act }: ChoiceProps) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  function show(next: boolean) {
    setOpen(next);
    opened?.(next);
  }
  const acting = useMutation({
    mutationFn: () => act(chosen ?? ''),
    onSuccess: async () => {
      show(false);
      await queries.invalidateQueries();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    acting.mutate();
  }
  return (
    <>
      <Button variant="default" onClick={() => show(true)}>
        {label}
      </Button>
      <Modal opened={open} onClose={() => show(false)} title={label}>
        <form onSubmit={submit}>
          <Stack>
            {about && <Text size="sm">{about}</Text>}
            <Select label={field} required searchable data={options} value={chosen} onChange={setChosen} />
            {acting.isError && <Failure error={acting.error} />}
            <FormButtons
              onCancel={() => show(false)}
              label={label}
              pending={acting.isPending}
              ready={chosen !== null}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}
