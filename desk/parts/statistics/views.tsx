import { Button, Menu, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { StatisticsView } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { Failure } from '../../ui/failure.tsx';
import { NameView } from '../../ui/name-view.tsx';
import { say } from '../../ui/said.tsx';
import { base, useFrame, useStatisticsSearch, withoutEmpty } from './frame.ts';
import { useReport } from './reads.ts';

/** Ranges, comparisons and filters under a name, for all who see this site. */
export function Views() {
  const { site } = useFrame();
  const navigate = useNavigate();
  const [search] = useStatisticsSearch();
  const [naming, setNaming] = useState(false);
  const [removing, setRemoving] = useState<StatisticsView | null>(null);
  const path = `${base}/${site.slug}/views`;
  const list = useReport<{ views: StatisticsView[] }>(path);
  const again = () => queries.invalidateQueries({ queryKey: ['statistics', path] });
  const save = useMutation({
    mutationFn: (name: string) =>
      call('POST', path, { body: { name, search: withoutEmpty({ ...search, site: site.slug }) } }),
    onSuccess: async () => {
      await again();
      say(statisticsWords.views.saved);
    },
    onError: (error) => say(error.message),
    onSettled: () => setNaming(false),
  });
  const views = list.data?.views ?? [];
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default">
            {m.table.views}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>{list.isError ? list.error.message : m.table.noViews}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item key={view.id} onClick={() => void navigate({ to: '/statistics', search: view.search as never })}>
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming(true)}>{m.table.saveView}</Menu.Item>
          {views.map((view) => (
            <Menu.Item key={view.id} c="dimmed" onClick={() => setRemoving(view)}>
              {m.table.forgetView(view.name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {naming && <NameView save={(name) => save.mutate(name)} close={() => setNaming(false)} />}
      <Modal
        opened={removing !== null}
        onClose={() => setRemoving(null)}
        title={m.table.forgetView(removing?.name ?? '')}
      >
        {removing && <RemoveView path={`${path}/${removing.id}`} done={again} close={() => setRemoving(null)} />}
      </Modal>
    </>
  );
}

function RemoveView({ path, done, close }: { path: string; done: () => Promise<void>; close: () => void }) {
  const remove = useMutation({
    mutationFn: () => call('DELETE', path),
    onSuccess: async () => {
      await done();
      close();
    },
  });
  return (
    <Stack>
      <Text size="sm">{statisticsWords.views.removeConsequence}</Text>
      {remove.isError && <Failure error={remove.error} />}
      <Button color="red.8" loading={remove.isPending} onClick={() => remove.mutate()}>
        {statisticsWords.views.remove}
      </Button>
    </Stack>
  );
}
