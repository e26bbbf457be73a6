import { Select, Textarea, TextInput } from '@mantine/core';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
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
        description={statisticsWords.oneSite.nameHint}
        required
        maxLength={120}
        data-autofocus={counted ? undefined : true}
        {...form.getInputProps('name')}
      />
      <Textarea
        label={statisticsWords.oneSite.hosts}
        description={statisticsWords.oneSite.hostsHint}
        required
        autosize
        minRows={2}
        {...form.getInputProps('hosts')}
      />
      <Select
        label={statisticsWords.oneSite.timeZone}
        description={counted ? statisticsWords.oneSite.timeZoneChange : statisticsWords.oneSite.timeZoneHint}
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
