import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { OrderQuestions as Asked, Order } from '../../api/wire.ts';
import { ordersMessages } from '../../messages/en/orders.ts';
import { Failure } from '../../ui/failure.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Personal, usePersonal } from '../../ui/personal.tsx';
import { say } from '../../ui/said.tsx';
import { When } from '../../ui/when.tsx';

type Question = Asked['questions'][number];

/** What the customer was asked about an order. It names people: nothing is read before somebody wants to see it. */
export function OrderQuestions({ order }: { order: Order }) {
  const [shown, setShown] = useState(false);
  if (!shown)
    return (
      <Stack align="flex-start" gap="sm">
        <Text size="sm">{ordersMessages.orders.lookHow}</Text>
        <Button variant="default" onClick={() => setShown(true)}>
          {ordersMessages.orders.look}
        </Button>
      </Stack>
    );
  return <Shown order={order} />;
}

function Shown({ order }: { order: Order }) {
  const read = usePersonal<Asked>(`/orders/${order.id}/questions`);
  const [asking, setAsking] = useState(false);
  const [noting, setNoting] = useState<Question | null>(null);
  return (
    <Personal read={read}>
      {({ people, questions }) => (
        <Stack>
          {questions.length === 0 && <Text size="sm">{ordersMessages.orders.noQuestions}</Text>}
          {questions.map((each) => (
            <QuestionLine key={each.id} question={each} note={() => setNoting(each)} />
          ))}
          {order.acts.includes('ask') && (
            <Group>
              <Button variant="default" onClick={() => setAsking(true)}>
                {ordersMessages.orders.ask}
              </Button>
            </Group>
          )}
          <Modal opened={asking} onClose={() => setAsking(false)} title={ordersMessages.orders.ask}>
            {asking && <Asking order={order} people={people} close={() => setAsking(false)} />}
          </Modal>
          <Modal opened={noting !== null} onClose={() => setNoting(null)} title={ordersMessages.orders.note}>
            {noting && <Noting order={order} question={noting} close={() => setNoting(null)} />}
          </Modal>
        </Stack>
      )}
    </Personal>
  );
}

function QuestionLine({ question, note }: { question: Question; note: () => void }) {
  const { person, askedAt, answeredAt, answeredBy } = question;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {person.name ?? ordersMessages.orders.formerly} · <When at={askedAt} />
      </Text>
      <Text size="sm" fw={500}>
        {question.question ?? ordersMessages.orders.gone}
      </Text>
      {answeredAt ? (
        <Text size="sm">
          {question.answer ?? ordersMessages.orders.gone} ({ordersMessages.orders.by[answeredBy ?? ''] ?? answeredBy},{' '}
          <When at={answeredAt} />)
        </Text>
      ) : (
        <Group gap="sm">
          <Text size="sm">{ordersMessages.orders.notAnswered}</Text>
          <Button size="xs" variant="default" onClick={note}>
            {ordersMessages.orders.note}
          </Button>
        </Group>
      )}
    </div>
  );
}

function Asking({ order, people, close }: { order: Order; people: Asked['people']; close: () => void }) {
  const [personId, setPerson] = useState<string | null>(people.length === 1 ? (people[0]?.id ?? null) : null);
  const [question, setQuestion] = useState('');
  const ask = useMutation({
    mutationFn: () =>
      call('POST', `/orders/${order.id}/questions`, { personal: true, body: { personId, question: question.trim() } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(ordersMessages.orders.asked);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    ask.mutate();
  }
  if (people.length === 0) return <Text size="sm">{ordersMessages.orders.nobody}</Text>;
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{ordersMessages.orders.askAbout}</Text>
        <Select
          label={ordersMessages.orders.who}
          required
          data={people.map((one) => ({ value: one.id, label: one.name ?? ordersMessages.orders.formerly }))}
          value={personId}
          onChange={setPerson}
        />
        <Textarea
          label={ordersMessages.orders.question}
          required
          autosize
          minRows={3}
          maxLength={1000}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        {ask.isError && <Failure error={ask.error} />}
        <FormButtons
          onCancel={close}
          label={ordersMessages.orders.ask}
          pending={ask.isPending}
          ready={personId !== null && question.trim() !== ''}
        />
      </Stack>
    </form>
  );
}

function Noting({ order, question, close }: { order: Order; question: Question; close: () => void }) {
  const [channel, setChannel] = useState<string | null>('phone');
  const [answer, setAnswer] = useState('');
  const note = useMutation({
    mutationFn: () =>
      call('POST', `/orders/${order.id}/questions/${question.id}/answer`, { body: { channel, answer: answer.trim() } }),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries();
      say(ordersMessages.orders.noted);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    note.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{question.question}</Text>
        <Select
          label={ordersMessages.orders.channel}
          allowDeselect={false}
          data={(['phone', 'mail', 'letter'] as const).map((value) => ({
            value,
            label: ordersMessages.orders.by[value] ?? value,
          }))}
          value={channel}
          onChange={setChannel}
        />
        <Textarea
          label={ordersMessages.orders.answer}
          required
          autosize
          minRows={3}
          maxLength={1000}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        {note.isError && <Failure error={note.error} />}
        <FormButtons
          onCancel={close}
          label={ordersMessages.orders.note}
          pending={note.isPending}
          ready={answer.trim() !== ''}
        />
      </Stack>
    </form>
  );
}
