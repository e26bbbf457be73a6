import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { RequestDetail } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';

const text = m.requests.agent;

interface Props {
  request: RequestDetail;
  agent: NonNullable<RequestDetail['agent']>;
}

/** Who makes a request for somebody else, and whether that is so. */
export function AgentPanel({ request, agent }: Props) {
  const waits = agent.confirmation === 'waiting' && request.state === 'open';
  const acts = waits && (
    <Group gap="xs">
      {request.personId && (
        <Confirm
          label={text.ask}
          title={text.askTitle}
          consequence={text.askConsequence}
          color="accent"
          size="compact-sm"
          act={async () => {
            await call('POST', `/requests/${request.id}/ask-person`);
            await queries.invalidateQueries();
            say(text.asked);
          }}
        />
      )}
      <Enough id={request.id} />
    </Group>
  );
  return (
    <Panel title={text.title} aside={acts}>
      <DataList>
        <Line label={text.kind}>{text.kinds[agent.kind] ?? agent.kind}</Line>
        <Line label={text.name}>
          {agent.name} {agent.mailbox}
        </Line>
        {agent.subject && <Line label={text.subject}>{agent.subject}</Line>}
        <Line label={text.mandate}>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {agent.mandate}
          </Text>
          <Text size="xs" c="dimmed">
            {agent.coversAnswer ? text.covers : text.coversNot}
          </Text>
        </Line>
        <Line label={text.confirmation}>
          {text.confirmations[agent.confirmation] ?? agent.confirmation}{' '}
          {agent.decidedAt && <When at={agent.decidedAt} />}
          {agent.why && <Text size="sm">{agent.why}</Text>}
        </Line>
        {agent.answeredAgentAt && (
          <Line label={text.answered}>
            <When at={agent.answeredAgentAt} />
          </Line>
        )}
      </DataList>
    </Panel>
  );
}

function Enough({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState('');
  const act = useMutation({
    mutationFn: () => call('POST', `/requests/${id}/mandate`, { body: { why } }),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries();
      say(text.enoughDone);
    },
  });
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {text.enough}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.enoughTitle}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            act.mutate();
          }}
        >
          <Stack>
            <Textarea
              label={m.requests.reason}
              description={text.enoughHow}
              value={why}
              maxLength={2_000}
              autosize
              minRows={2}
              required
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
            {act.isError && <Failure error={act.error} />}
            <FormButtons
              onCancel={() => setOpen(false)}
              label={text.enough}
              pending={act.isPending}
              ready={why.trim().length >= 10}
            />
          </Stack>
        </form>
      </Modal>
    </>
  );
}
