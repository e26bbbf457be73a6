import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { LegalDemand } from '../../api/wire.ts';
import { legalDemandsMessages } from '../../messages/en/legal-demands.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';

const text = legalDemandsMessages.legalDemands;

interface Given {
  demand: LegalDemand;
}

async function take(demand: LegalDemand, step: string, done: string): Promise<void> {
  await call('POST', `/legal-demands/${demand.id}/${step}`, { body: {} });
  await queries.invalidateQueries();
  say(done);
}

export function ApproveDemand({ demand }: Given) {
  return (
    <Confirm
      variant="filled"
      color="blue.8"
      label={text.approve}
      title={text.approveTitle}
      consequence={text.approveConsequence}
      act={() => take(demand, 'approve', text.approved)}
    />
  );
}

export function CloseDemand({ demand }: Given) {
  return (
    <Confirm
      color="blue.8"
      label={text.close}
      title={text.closeTitle}
      consequence={text.closeConsequence}
      act={() => take(demand, 'close', text.closed)}
    />
  );
}

/** A step that needs words or a day: a button, and a form that closes once the server has taken it. */
function Step(
  props: Given & {
    step: string;
    label: string;
    title: string;
    body: unknown;
    ready: boolean;
    done: (answer: unknown) => string;
    size?: string;
    children: ReactNode;
  },
) {
  const [open, setOpen] = useState(false);
  const act = useMutation({
    mutationFn: () => call<unknown>('POST', `/legal-demands/${props.demand.id}/${props.step}`, { body: props.body }),
    onSuccess: async (answer) => {
      setOpen(false);
      await queries.invalidateQueries();
      say(props.done(answer));
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    act.mutate();
  }
  return (
    <>
      <Button variant="default" {...(props.size ? { size: props.size } : {})} onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={props.title}>
        <form onSubmit={submit}>
          <Stack>
            {props.children}
            {act.isError && <Failure error={act.error} />}
            <FormButtons
              onCancel={() => setOpen(false)}
              label={props.label}
              pending={act.isPending}
              ready={props.ready}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}

export function RefuseDemand({ demand }: Given) {
  const [reason, setReason] = useState('');
  return (
    <Step
      demand={demand}
      step="refuse"
      label={text.refuse}
      title={text.refuseTitle}
      body={{ reason }}
      ready={reason.trim().length >= 3}
      done={() => text.refusedDone}
    >
      <Textarea
        label={text.reason}
        description={text.reasonHow}
        value={reason}
        maxLength={2_000}
        required
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Step>
  );
}

export function HoldPeople({ demand }: Given) {
  const [until, setUntil] = useState('');
  return (
    <Step
      demand={demand}
      step="hold"
      label={text.hold}
      title={text.holdTitle}
      body={{ until }}
      ready={until !== ''}
      done={(answer) => text.held((answer as { count: number }).count)}
    >
      <Text size="sm">{text.holdHow}</Text>
      <DayInput label={text.holdUntil} value={until} onChange={setUntil} />
    </Step>
  );
}

/** Asking for a day, agreeing to it as the second person, and dropping it. */
export function WithholdingSteps({ demand }: Given) {
  const [until, setUntil] = useState('');
  const [basis, setBasis] = useState('');
  if (demand.state === 'refused') return null;
  const told = demand.givings.some((giving) => giving.people.some((person) => person.told !== null));
  return (
    <Group gap="xs">
      {demand.waiting?.mayApprove && (
        <Confirm
          size="compact-sm"
          color="blue.8"
          label={text.approveDay}
          title={text.approveDayTitle}
          consequence={text.approveDayConsequence}
          act={() => take(demand, 'withhold/approve', text.dayApproved)}
        />
      )}
      {demand.waiting && (
        <Confirm
          size="compact-sm"
          label={text.drop}
          title={text.dropTitle}
          consequence={text.dropConsequence}
          act={() => take(demand, 'withhold/drop', text.dropped)}
        />
      )}
      {!told && (
        <Step
          demand={demand}
          step="withhold"
          size="compact-sm"
          label={text.ask}
          title={text.askTitle}
          body={{ until, basis }}
          ready={until !== '' && basis.trim().length >= 3}
          done={() => text.asked}
        >
          <DayInput label={text.until} value={until} onChange={setUntil} />
          <Textarea
            label={text.secretBasis}
            value={basis}
            maxLength={2_000}
            required
            autosize
            minRows={2}
            onChange={(event) => setBasis(event.currentTarget.value)}
          />
        </Step>
      )}
    </Group>
  );
}

function DayInput(props: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <TextInput
      type="date"
      label={props.label}
      value={props.value}
      required
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
