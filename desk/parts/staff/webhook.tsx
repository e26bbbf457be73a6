import { Button, Drawer, Group, Modal, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { MadeWebhook, Webhook } from '../../api/wire.ts';
import { webhooksMessages } from '../../messages/en/webhooks.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { DataList, Line } from '../../ui/datum.tsx';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { PageHead, Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';
import { Deliveries } from './webhook-deliveries.tsx';
import { ChangeWebhookForm } from './webhook-form.tsx';
import { WebhookBadge, WebhookSecret } from './webhooks.tsx';

const text = webhooksMessages.webhooks;

/** One receiver: how it stands, what can be done, and what it was told. */
export function WebhookPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const read = useQuery({
    queryKey: ['webhook', id],
    queryFn: ({ signal }) => call<Webhook>('GET', `/webhooks/${id}`, { signal }),
    refetchInterval: 5_000,
  });
  if (read.isPending) return <Skeleton height={240} />;
  if (read.isError) return <Failure error={read.error} retry={() => void read.refetch()} />;
  const webhook = read.data;
  return (
    <>
      <PageHead
        title={webhook.name}
        about={<span style={{ overflowWrap: 'anywhere' }}>{webhook.url}</span>}
        actions={webhook.state !== 'ended' && <Acts webhook={webhook} onSecret={setMade} />}
      />
      <Stack gap="md">
        {made && <WebhookSecret title={text.rotated} secret={made.secret} />}
        <Panel>
          <Facts webhook={webhook} />
        </Panel>
        <Panel title={text.deliveries}>
          <Deliveries webhook={webhook} />
        </Panel>
      </Stack>
    </>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  return (
    <DataList>
      <Line label={text.state}>
        <Group gap="xs">
          <WebhookBadge webhook={webhook} />
          {webhook.stoppedAt && (
            <span>
              {text.stoppedWhy[webhook.stoppedWhy ?? '']} {text.stoppedSince} <When at={webhook.stoppedAt} />
            </span>
          )}
        </Group>
      </Line>
      {webhook.failingSince && (
        <Line label={text.failingSince}>
          <When at={webhook.failingSince} />
        </Line>
      )}
      <Line label={text.kinds}>{webhook.kinds.map((kind) => text.kindWords[kind] ?? kind).join(', ')}</Line>
      <Line label={text.secretSince}>
        <When at={webhook.secretSince} />
      </Line>
      {webhook.oldSecretUntil && (
        <Line label={text.oldSecretUntil}>
          <When at={webhook.oldSecretUntil} />
        </Line>
      )}
      {webhook.endedAt && (
        <Line label={text.endedSince}>
          <When at={webhook.endedAt} />
        </Line>
      )}
    </DataList>
  );
}

function Acts({ webhook, onSecret }: { webhook: Webhook; onSecret: (made: MadeWebhook) => void }) {
  const [changing, setChanging] = useState(false);
  const { id, name } = webhook;
  const act = (what: string, said: string) => async () => {
    await call('POST', `/webhooks/${id}/${what}`, { body: {} });
    await queries.invalidateQueries();
    say(said);
  };
  const test = useMutation({ mutationFn: act('test', text.tested), onError: (error) => say(error.message) });
  const stopped = webhook.state === 'stopped';
  return (
    <>
      {!stopped && (
        <Button size="xs" loading={test.isPending} onClick={() => test.mutate()}>
          {text.test}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setChanging(true)}>
        {text.change}
      </Button>
      <NewSecret webhook={webhook} onSecret={onSecret} />
      {stopped ? (
        <Confirm
          size="xs"
          color="accent"
          label={text.resume}
          title={text.resumeTitle(name)}
          consequence={text.resumeConsequence}
          act={act('resume', text.resumed)}
        />
      ) : (
        <Confirm
          size="xs"
          label={text.stop}
          title={text.stopTitle(name)}
          consequence={text.stopConsequence}
          act={act('stop', text.stopped)}
        />
      )}
      <Confirm
        size="xs"
        label={text.end}
        title={text.endTitle(name)}
        consequence={text.endConsequence}
        act={act('end', text.ended)}
      />
      <Drawer opened={changing} onClose={() => setChanging(false)} title={text.changeTitle}>
        {changing && <ChangeWebhookForm webhook={webhook} close={() => setChanging(false)} />}
      </Drawer>
    </>
  );
}

function NewSecret({ webhook, onSecret }: { webhook: Webhook; onSecret: (made: MadeWebhook) => void }) {
  const [open, setOpen] = useState(false);
  const [hours, setHours] = useState<string>('24');
  const rotate = useMutation({
    mutationFn: () =>
      call<MadeWebhook>('POST', `/webhooks/${webhook.id}/secret`, { body: { overlapHours: Number(hours) } }),
    onSuccess: async (made) => {
      setOpen(false);
      onSecret(made);
      await queries.invalidateQueries();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    rotate.mutate();
  }
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {text.rotate}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={text.rotateTitle}>
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{text.rotateAbout}</Text>
            <Select
              label={text.overlap}
              data={Object.entries(text.overlaps).map(([value, label]) => ({ value, label }))}
              value={hours}
              onChange={(value) => setHours(value ?? '24')}
              allowDeselect={false}
            />
            {rotate.isError && <Failure error={rotate.error} />}
            <FormButtons onCancel={() => setOpen(false)} label={text.rotate} pending={rotate.isPending} />
          </Stack>
        </form>
      </Modal>
    </>
  );
}
