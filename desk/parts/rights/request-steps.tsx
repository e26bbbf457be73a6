import { Button, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { RequestDetail } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { say } from '../../ui/said.tsx';
import { Day } from '../../ui/when.tsx';

interface StepProps {
  request: RequestDetail;
  step: 'identity' | 'kind' | 'extend' | 'answer' | 'refuse';
  label: string;
  title: ReactNode;
  done: string;
  body: unknown;
  ready: boolean;
  primary?: boolean;
  children: ReactNode;
}

/** A step of a request that needs words: a button, and a form that closes once the server has taken it. */
function Step({ request, step, label, title, done, body, ready, primary = false, children }: StepProps) {
  const [open, setOpen] = useState(false);
  const act = useMutation({
    mutationFn: () => call('POST', `/requests/${request.id}/${step}`, { body }),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries();
      say(done);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    act.mutate();
  }
  return (
    <>
      <Button variant={primary ? 'filled' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={title}>
        <form onSubmit={submit}>
          <Stack>
            {children}
            {act.isError && <Failure error={act.error} />}
            <FormButtons onCancel={() => setOpen(false)} label={label} pending={act.isPending} ready={ready} />
          </Stack>
        </form>
      </Modal>
    </>
  );
}

export function ShowIdentity({ request }: { request: RequestDetail }) {
  const [personId, setPersonId] = useState(request.personId ?? '');
  const text = m.requests;
  return (
    <Step
      request={request}
      step="identity"
      label={text.showIdentity}
      title={text.showIdentity}
      done={text.identities.shown ?? ''}
      body={{ personId: personId.trim() || null }}
      ready
    >
      <TextInput
        label={text.personId}
        description={text.personIdHow}
        value={personId}
        maxLength={36}
        onChange={(event) => setPersonId(event.currentTarget.value)}
      />
    </Step>
  );
}

/** What a mail asks for was guessed: a member of staff says what it is. */
export function SetKind({ request }: { request: RequestDetail }) {
  const [kind, setKind] = useState<string>(request.kind);
  const text = m.requests;
  return (
    <Step
      request={request}
      step="kind"
      label={text.setKind}
      title={text.setKindTitle}
      done={text.kindSet}
      body={{ kind }}
      ready
    >
      <Select
        label={text.kind}
        description={text.setKindHow}
        data={Object.entries(text.kinds).map(([value, label]) => ({ value, label: label ?? value }))}
        value={kind}
        allowDeselect={false}
        onChange={(value) => setKind(value ?? request.kind)}
      />
    </Step>
  );
}

export function ExtendRequest({ request, until }: { request: RequestDetail; until: string }) {
  const [reason, setReason] = useState('');
  const text = m.requests;
  return (
    <Step
      request={request}
      step="extend"
      label={text.extend}
      title={
        <>
          {text.extendTitle} <Day on={until} />
        </>
      }
      done={text.extended}
      body={{ reason }}
      ready={reason.trim().length >= 10}
    >
      <Words label={text.reason} description={text.reasonHow} value={reason} onChange={setReason} maxLength={2_000} />
    </Step>
  );
}

export function AnswerRequest({ request }: { request: RequestDetail }) {
  const [answer, setAnswer] = useState('');
  const text = m.requests;
  return (
    <Step
      request={request}
      step="answer"
      label={text.answer}
      title={text.answerTitle}
      done={text.answered}
      body={{ answer }}
      ready={answer.trim() !== ''}
      primary
    >
      <Words
        label={text.answerWords}
        description={text.answerHow}
        value={answer}
        onChange={setAnswer}
        maxLength={20_000}
      />
    </Step>
  );
}

export function RefuseRequest({ request }: { request: RequestDetail }) {
  const [answer, setAnswer] = useState('');
  const [ground, setGround] = useState<string | null>(null);
  const text = m.requests;
  return (
    <Step
      request={request}
      step="refuse"
      label={text.refuse}
      title={text.refuseTitle}
      done={text.refusedDone}
      body={{ ground, answer }}
      ready={answer.trim() !== '' && ground !== null}
    >
      <Select
        label={text.ground}
        data={Object.entries(text.grounds).map(([value, label]) => ({ value, label }))}
        value={ground}
        onChange={setGround}
      />
      <Words
        label={text.answerWords}
        description={text.answerHow}
        value={answer}
        onChange={setAnswer}
        maxLength={20_000}
      />
    </Step>
  );
}

function Words(props: {
  label: string;
  description: string;
  value: string;
  maxLength: number;
  onChange: (value: string) => void;
}) {
  const { onChange, ...rest } = props;
  return <Textarea {...rest} required autosize minRows={3} onChange={(event) => onChange(event.currentTarget.value)} />;
}
