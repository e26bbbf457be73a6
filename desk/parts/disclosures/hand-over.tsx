import { Button, Checkbox, MultiSelect, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, isCode, queries } from '../../api/client.ts';
import { useSitting } from '../../api/sitting.ts';
import type { CompanyItem, HandedOver, Page, Recipient } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { Failure } from '../../ui/failure.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { say } from '../../ui/said.tsx';
import { count } from '../../ui/when.tsx';

const text = m.processors;

/** Columns that can be handed over, of those that contracts may name. */
const columns = new Set([
  'companyName',
  'country',
  'name',
  'email',
  'phone',
  'title',
  'role',
  'street',
  'postalCode',
  'city',
  'region',
]);

/** For which people may be handed over. */
const purposes = ['customer service', 'marketing'];

/** Chosen columns of the people of chosen companies, as a file that only the processor can open. */
export function HandOver({ recipient, close }: { recipient: Recipient; close: () => void }) {
  const sitting = useSitting();
  const [asking, setAsking] = useState(sitting === null);
  const [companyIds, setCompanyIds] = useState<string[]>([]);
  const [fields, setFields] = useState<string[]>([]);
  const [channel, setChannel] = useState<string | null>('post');
  const [topic, setTopic] = useState<string | null>('');
  const make = useMutation({
    mutationFn: () => {
      const body = {
        recipientId: recipient.id,
        companyIds,
        fields,
        channel: channel || null,
        topic: channel && topic ? topic : null,
      };
      return call<HandedOver>('POST', '/hand-overs', { personal: true, body });
    },
    onSuccess: async (made) => {
      save(made, recipient.name);
      close();
      await queries.invalidateQueries();
      say(text.made(count(made.people)));
    },
  });
  const refused = isCode(make.error, 'KEPT_NO_PURPOSE', 'KEPT_NO_REASON') ? make.error : null;
  const named = new Set(recipient.contracts.flatMap((contract) => contract.fields));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (sitting === null) setAsking(true);
    else make.mutate();
  }
  return (
    <>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{text.handOverHow}</Text>
          <Companies chosen={companyIds} choose={setCompanyIds} />
          <Checkbox.Group label={text.columns} value={fields} onChange={setFields}>
            <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs" spacing="xs">
              {[...named]
                .filter((field) => columns.has(field))
                .map((field) => (
                  <Checkbox key={field} value={field} label={m.dataFields[field] ?? field} />
                ))}
            </SimpleGrid>
          </Checkbox.Group>
          <Select
            label={text.channel}
            description={text.channelHint}
            data={[
              ...['mail', 'post', 'phone'].map((value) => ({ value, label: text.reachedBy[value] ?? value })),
              { value: '', label: text.notMarketing },
            ]}
            value={channel}
            onChange={setChannel}
            allowDeselect={false}
          />
          {channel && (
            <Select
              label={text.topic}
              description={text.topicHint}
              data={[
                { value: '', label: text.anyTopic },
                ...Object.entries(m.preferences.topics).map(([value, label]) => ({ value, label: label ?? value })),
              ]}
              value={topic}
              onChange={setTopic}
              allowDeselect={false}
            />
          )}
          {make.isError && !refused && <Failure error={make.error} />}
          <Button type="submit" loading={make.isPending} disabled={companyIds.length === 0 || fields.length === 0}>
            {text.make}
          </Button>
        </Stack>
      </form>
      {/* Beside the form, and not in it: what is sent there would send this form too. */}
      <ReasonDialog
        opened={asking || refused !== null}
        onClose={() => {
          setAsking(false);
          make.reset();
        }}
        complaint={refused?.message}
        permitted={purposes}
      />
    </>
  );
}

function Companies({ chosen, choose }: { chosen: string[]; choose: (ids: string[]) => void }) {
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 200);
  const [known, setKnown] = useState(new Map<string, string>());
  const found = useQuery({
    queryKey: ['companies', 'to hand over', q],
    queryFn: async ({ signal }) => {
      const page = await call<Page<CompanyItem>>(
        'GET',
        `/companies?kind=customer&limit=20&q=${encodeURIComponent(q)}`,
        { signal },
      );
      setKnown((before) => new Map([...before, ...page.items.map(({ id, name }) => [id, name] as const)]));
      return page.items.map(({ id }) => id);
    },
  });
  const shown = [...new Set([...(found.data ?? []), ...chosen])];
  return (
    <MultiSelect
      label={text.companies}
      description={text.companiesHint}
      searchable
      data={shown.map((id) => ({ value: id, label: known.get(id) ?? id }))}
      value={chosen}
      onChange={choose}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}

function save({ id, base64 }: HandedOver, name: string): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  link.download = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${id}.csv.age`;
  link.click();
  URL.revokeObjectURL(link.href);
}
