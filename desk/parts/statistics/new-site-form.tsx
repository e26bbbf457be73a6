import { Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { Site } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Failure } from '../../ui/failure.tsx';
import { needed } from '../../ui/forms.ts';
import { say } from '../../ui/said.tsx';
import { SiteNames } from './site-names.tsx';
import { complainOfSite, lines, slugOf } from './site-values.ts';

/** Another website to be counted; how it is counted can be changed afterwards. */
export function NewSiteForm({ close }: { close: () => void }) {
  const navigate = useNavigate();
  const [problem, setProblem] = useState<unknown>(null);
  const form = useForm({
    initialValues: {
      name: '',
      hosts: '',
      slug: '',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    validate: {
      name: needed(m.fields.nameNeeded),
      hosts: needed(statisticsWords.oneSite.hostsNeeded),
      timeZone: needed(m.vendor.zoneNeeded),
    },
  });
  const save = useMutation({
    mutationFn: ({ name, hosts, slug, timeZone }: typeof form.values) =>
      call<Site>('POST', '/statistics/sites', {
        body: { name: name.trim(), hosts: lines(hosts.toLowerCase()), slug: slug || slugOf(name), timeZone },
      }),
    onMutate: () => setProblem(null),
    onError: (error) => setProblem(complainOfSite(form, error)),
    onSuccess: async ({ slug }) => {
      await queries.invalidateQueries({ queryKey: ['statistics'] });
      close();
      say(statisticsWords.oneSite.added);
      await navigate({ to: '/statistics/sites/$id', params: { id: slug } as never });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack>
        <SiteNames form={form} counted={false} />
        <TextInput
          label={statisticsWords.oneSite.slug}
          description={statisticsWords.oneSite.slugHint}
          placeholder={slugOf(form.values.name)}
          maxLength={40}
          {...form.getInputProps('slug')}
        />
        {problem !== null && <Failure error={problem} />}
        <Button type="submit" loading={save.isPending}>
          {statisticsWords.oneSite.add}
        </Button>
      </Stack>
    </form>
  );
}
