import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call, query } from '../../api/client.ts';
import type { Page } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';

interface Props {
  kind: 'customer' | 'reseller';
  label: string;
  placeholder?: string;
  required?: boolean;
  value: string | null;
  onChange: (id: string | null) => void;
  error?: ReactNode;
}

/** One company of those that the caller sees, found by the beginning of its name. */
export function CompanySelect({ kind, ...props }: Props) {
  const [typed, setTyped] = useState('');
  const companies = useQuery({
    queryKey: ['companies to choose', kind, typed],
    queryFn: ({ signal }) =>
      call<Page<{ id: string; name: string }>>(
        'GET',
        `/companies${query({ q: typed, kind, limit: 20, sort: 'name' })}`,
        {
          signal,
        },
      ),
    placeholderData: (before) => before,
  });
  return (
    <Select
      searchable
      clearable
      nothingFoundMessage={m.givingNobody}
      data={(companies.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      {...props}
    />
  );
}
