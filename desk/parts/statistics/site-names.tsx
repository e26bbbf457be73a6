import { Select, Textarea, TextInput } from '@mantine/core';
import { m } from '../../messages/en.ts';
import { zones } from './site-values.ts';

interface NamesForm {
  readonly values: { readonly timeZone: string };
  readonly getInputProps: (field: 'name' | 'hosts' | 'timeZone') => object;
}

/** What each website has: its name, its hosts and where its days begin. `counted`: days of it are there already. */
export function SiteNames({ form, counted }: { form: NamesForm; counted: boolean }) {
  return (
    <>
      <TextInput
        label={m.fields.name}
        description={m.statistics.oneSite.nameHint}
        required
        maxLength={120}
        data-autofocus={counted ? undefined : true}
        {...form.getInputProps('name')}
      />
      <Textarea
        label={m.statistics.oneSite.hosts}
        description={m.statistics.oneSite.hostsHint}
        required
        autosize
        minRows={2}
        {...form.getInputProps('hosts')}
      />
      <Select
        label={m.statistics.oneSite.timeZone}
        description={counted ? m.statistics.oneSite.timeZoneChange : m.statistics.oneSite.timeZoneHint}
        required
        searchable
        allowDeselect={false}
        limit={100}
        data={zones(form.values.timeZone)}
        {...form.getInputProps('timeZone')}
      />
    </>
  );
}
