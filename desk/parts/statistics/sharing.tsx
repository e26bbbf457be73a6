import { Button, Group, Modal, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { call, queries } from '../../api/client.ts';
import type { MailReport, SharedLink } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';
import { statisticsWords } from '../../messages/statistics.ts';
import { useMay } from '../../session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { say } from '../../ui/said.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { count, Day, When } from '../../ui/when.tsx';
import { namesOf } from './filter-mark.tsx';
import { base, useFrame } from './frame.ts';
import { LinkForm } from './link-form.tsx';
import { MailForm } from './mail-form.tsx';
import { useReport } from './reads.ts';

/** Who else sees the figures: by an address that needs no account, and by mail. */
export function SharingPage() {
  return (
    <Stack>
      <Links />
      <Mails />
    </Stack>
  );
}

function Links() {
  const { site } = useFrame();
  const writes = useMay()('statistics settings');
  const [making, setMaking] = useState(false);
  const path = `${base}/${site.slug}/links`;
  const list = useReport<{ links: SharedLink[] }>(path);
  const again = () => queries.invalidateQueries({ queryKey: ['statistics', path] });
  async function end(link: SharedLink) {
    await call('DELETE', `${path}/${link.id}`);
    await again();
    say(statisticsWords.links.ended);
  }
  const links = list.data?.links ?? [];
  const make = writes && <Button onClick={() => setMaking(true)}>{statisticsWords.links.make}</Button>;
  return (
    <Panel title={statisticsWords.links.title} aside={links.length > 0 && make}>
      {list.isPending && <Skeleton height={120} />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && links.length === 0 && (
        <Empty title={statisticsWords.links.none} how={statisticsWords.links.noneHow} action={make} />
      )}
      {links.length > 0 && (
        <Scroll label={statisticsWords.links.title} width={720}>
          <Table fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{m.fields.name}</Table.Th>
                <Table.Th>{statisticsWords.links.shows}</Table.Th>
                <Table.Th>{statisticsWords.links.until}</Table.Th>
                <Table.Th>{statisticsWords.links.opened}</Table.Th>
                <Table.Th>{m.table.act}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {links.map((link) => (
                <Table.Tr key={link.id}>
                  <Table.Td>{link.name}</Table.Td>
                  <Table.Td>
                    {statisticsWords.links.lastDays(count(link.days))}, {statisticsWords.origin.names[link.origin]}
                    <Text size="xs" c="dimmed">
                      {link.dimensions.length > 0 ? namesOf(link.dimensions) : statisticsWords.links.overviewOnly}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <When at={link.expiresAt} time={false} />
                  </Table.Td>
                  <Table.Td>
                    <Day on={link.lastOpenedOn} none={m.common.never} />
                  </Table.Td>
                  <Table.Td>
                    <LinkState link={link} writes={writes} end={() => end(link)} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
      )}
      <Modal opened={making} onClose={() => setMaking(false)} title={statisticsWords.links.make}>
        <LinkForm path={path} made={again} close={() => setMaking(false)} />
      </Modal>
    </Panel>
  );
}

function LinkState({ link, writes, end }: { link: SharedLink; writes: boolean; end: () => Promise<void> }) {
  const { site } = useFrame();
  if (link.endedAt)
    return (
      <Text size="sm">
        {statisticsWords.links.endedOn} <When at={link.endedAt} time={false} />
      </Text>
    );
  // By the server's calendar: this machine's clock may be wrong.
  if (link.expiresAt.slice(0, 10) < site.today) return <Text size="sm">{statisticsWords.links.expired}</Text>;
  if (!writes) return <Text size="sm">{statisticsWords.links.open}</Text>;
  return (
    <Confirm
      size="xs"
      label={statisticsWords.links.end}
      title={statisticsWords.links.endTitle(link.name)}
      consequence={statisticsWords.links.endConsequence}
      act={end}
    />
  );
}

function Mails() {
  const { site } = useFrame();
  const writes = useMay()('statistics settings');
  const path = `${base}/${site.slug}/mails`;
  const list = useReport<{ mails: MailReport[] }>(path);
  const again = () => queries.invalidateQueries({ queryKey: ['statistics', path] });
  async function end(mail: MailReport) {
    await call('DELETE', `${path}/${mail.id}`);
    await again();
    say(statisticsWords.mails.ended(mail.memberName));
  }
  const mails = list.data?.mails ?? [];
  return (
    <Panel title={statisticsWords.mails.title}>
      {list.isPending && <Skeleton height={120} />}
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data && mails.length === 0 && (
        <Empty title={statisticsWords.mails.none} how={statisticsWords.mails.noneHow} />
      )}
      {mails.length > 0 && (
        <Scroll label={statisticsWords.mails.title} width={480}>
          <Table fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{statisticsWords.mails.to}</Table.Th>
                <Table.Th>{statisticsWords.mails.every}</Table.Th>
                <Table.Th>{statisticsWords.mails.sentFor}</Table.Th>
                {writes && <Table.Th>{m.table.act}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {mails.map((mail) => (
                <Table.Tr key={mail.id}>
                  <Table.Td>{mail.memberName}</Table.Td>
                  <Table.Td>{statisticsWords.mails.everyNames[mail.every]}</Table.Td>
                  <Table.Td>
                    <Day on={mail.sentFor} none={m.common.notYet} />
                  </Table.Td>
                  {writes && (
                    <Table.Td>
                      <Confirm
                        size="xs"
                        label={statisticsWords.mails.end}
                        title={statisticsWords.mails.endTitle(mail.memberName)}
                        consequence={statisticsWords.mails.endConsequence}
                        act={() => end(mail)}
                      />
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scroll>
      )}
      {writes && (
        <Group mt="sm">
          <MailForm path={path} made={again} />
        </Group>
      )}
    </Panel>
  );
}
