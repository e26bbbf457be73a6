import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { m } from '../messages/en.ts';
import type { ListSearch } from './list-search.ts';

export interface Filter {
  name: string;
  label: string;
  options: { value: string; label: string }[];
}

interface Props {
  searchLabel: string | undefined;
  filters: Filter[];
  search: ListSearch;
  onChange: (search: ListSearch) => void;
}

export function ListFilters({ searchLabel, filters, search, onChange }: Props) {
  return (
    <>
      {searchLabel && (
        <SearchInput label={searchLabel} value={search.q ?? ''} onChange={(q) => onChange({ ...search, q })} />
      )}
      {filters.map((filter) => (
        <Select
          key={filter.name}
          size="xs"
          w={156}
          clearable
          searchable={filter.options.length > 12}
          label={filter.label}
          placeholder={m.table.all}
          data={filter.options}
          value={search[filter.name] ?? null}
          onChange={(value) => onChange({ ...search, [filter.name]: value ?? '' })}
        />
      ))}
    </>
  );
}

function SearchInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const tell = useDebouncedCallback(onChange, 250);
  // An address is personal: it must not stand in a URL. The search at the top finds people by it.
  const isAddress = text.includes('@');
  return (
    <TextInput
      size="xs"
      w={240}
      type="search"
      label={label}
      value={text}
      error={isAddress ? m.table.noAddresses : undefined}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        if (!next.includes('@')) tell(next.trim());
      }}
    />
  );
}
