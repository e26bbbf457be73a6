import { Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { ContactList } from '../../api/wire.ts';
import { companyMessages } from '../../messages/en/company.ts';
import { m } from '../../messages/en.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Panel } from '../../ui/page-head.tsx';
import { Scroll } from '../../ui/scroll.tsx';
import { When } from '../../ui/when.tsx';

/** The list of who activated what: opened on purpose, as everybody who is named sees that it was. */
export function OwnContacts() {
  const [list, setList] = useState<ContactList | null>(null);
  return (
    <Panel>
      <Stack align="flex-start">
        <Text size="sm">{companyMessages.own.listAbout}</Text>
        <Confirm
          label={companyMessages.own.open}
          title={companyMessages.own.openTitle}
          consequence={companyMessages.own.openConsequence}
          color="blue"
          act={async () => setList(await call<ContactList>('POST', '/company/contacts', { body: {} }))}
        />
        {list && (
          <Text size="sm" c="dimmed" role="status">
            {list.items.length === 0 && `${companyMessages.own.nobodyListed} `}
            {companyMessages.own.left(list.left)}
          </Text>
        )}
      </Stack>
      {list && list.items.length > 0 && <Listed list={list} />}
    </Panel>
  );
}

function Listed({ list }: { list: ContactList }) {
  return (
    <Scroll label={companyMessages.own.contacts} width={560}>
      <Table fz="sm" mt="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{companyMessages.own.name}</Table.Th>
            <Table.Th>{m.licence.serial}</Table.Th>
            <Table.Th>{m.licence.product}</Table.Th>
            <Table.Th>{m.licence.activated}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {list.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a list that does not change
            <Table.Tr key={index}>
              <Table.Td>{item.name ?? companyMessages.own.answers[item.answer] ?? item.answer}</Table.Td>
              <Table.Td className="serial">{item.serial}</Table.Td>
              <Table.Td>{item.product}</Table.Td>
              <Table.Td>
                <When at={item.activatedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  );
}
