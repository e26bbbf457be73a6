import { Checkbox, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import type { LicenceItem } from '../../api/wire.ts';
import { m } from '../../messages/en.ts';

/** How seats are taken, and how long a program runs on when something fails. Empty: as the program was built. */
export interface SeatTerms {
  floating: boolean;
  leaseMinutes: number;
  heartbeatMinutes: number;
  borrowDays: number;
  networkDays: number | '';
  expiryDays: number | '';
  leaseHours: number | '';
  /** Empty: by the fingerprint alone, and any kind of machine. */
  match: '' | NonNullable<LicenceItem['machines']>['match'];
  virtual: boolean;
  terminalServer: boolean;
}

export const usualSeats: SeatTerms = {
  floating: false,
  leaseMinutes: 30,
  heartbeatMinutes: 10,
  borrowDays: 0,
  networkDays: '',
  expiryDays: '',
  leaseHours: '',
  match: '',
  virtual: true,
  terminalServer: true,
};

export const seatFields = Object.keys(usualSeats) as (keyof SeatTerms)[];

interface Sent {
  floating: LicenceItem['floating'];
  grace: LicenceItem['grace'];
  machines: LicenceItem['machines'];
}

const orNull = (value: number | '') => (value === '' ? null : value);

/** As the server takes them. */
export function sentSeats(values: SeatTerms): Sent {
  const { leaseMinutes, heartbeatMinutes, borrowDays } = values;
  const grace = {
    networkDays: orNull(values.networkDays),
    expiryDays: orNull(values.expiryDays),
    leaseHours: values.floating ? orNull(values.leaseHours) : null,
  };
  return {
    floating: values.floating ? { leaseMinutes, heartbeatMinutes, borrowDays } : null,
    grace: Object.values(grace).every((each) => each === null) ? null : grace,
    machines:
      values.match === ''
        ? null
        : {
            match: values.match,
            virtual: values.virtual ? 'allowed' : 'refused',
            terminalServer: values.terminalServer ? 'once' : 'refused',
          },
  };
}

/** As the form takes them, from a template. */
export function shownSeats({ floating, grace, machines }: Sent): SeatTerms {
  return {
    ...usualSeats,
    ...floating,
    floating: floating !== null,
    networkDays: grace?.networkDays ?? '',
    expiryDays: grace?.expiryDays ?? '',
    leaseHours: grace?.leaseHours ?? '',
    match: machines?.match ?? '',
    virtual: machines?.virtual !== 'refused',
    terminalServer: machines?.terminalServer !== 'refused',
  };
}

interface Inputs {
  values: SeatTerms;
  getInputProps: (field: keyof SeatTerms, options?: { type: 'checkbox' }) => object;
}

export function SeatFields({ values, getInputProps }: Inputs) {
  const number = (field: keyof SeatTerms, label: string, limits: { min: number; max: number }) => (
    <NumberInput label={label} allowDecimal={false} {...limits} {...getInputProps(field)} />
  );
  return (
    <Stack gap="md">
      <Checkbox
        label={m.floating.floating}
        description={m.floating.floatingHint}
        {...getInputProps('floating', { type: 'checkbox' })}
      />
      {values.floating && (
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {number('leaseMinutes', m.floating.leaseMinutes, { min: 5, max: 10_080 })}
          {number('heartbeatMinutes', m.floating.heartbeatMinutes, { min: 1, max: 5_040 })}
          {number('borrowDays', m.floating.borrowDays, { min: 0, max: 365 })}
        </SimpleGrid>
      )}
      <Select
        label={m.machines.match}
        description={m.machines.matchHint}
        allowDeselect={false}
        data={[
          { value: '', label: m.machines.fingerprint },
          ...Object.entries(m.machines.matches).map(([value, label]) => ({ value, label })),
        ]}
        {...getInputProps('match')}
      />
      {values.match !== '' && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Checkbox label={m.machines.virtual} {...getInputProps('virtual', { type: 'checkbox' })} />
          <Checkbox
            label={m.machines.terminalServer}
            description={m.machines.terminalServerHint}
            {...getInputProps('terminalServer', { type: 'checkbox' })}
          />
        </SimpleGrid>
      )}
      <Stack gap="xs" role="group" aria-labelledby="grace">
        <Text id="grace" size="sm" fw={700}>
          {m.floating.grace}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: values.floating ? 3 : 2 }}>
          {number('networkDays', m.floating.networkDays, { min: 1, max: 3_650 })}
          {number('expiryDays', m.floating.expiryDays, { min: 0, max: 3_650 })}
          {values.floating && number('leaseHours', m.floating.leaseHours, { min: 0, max: 8_760 })}
        </SimpleGrid>
      </Stack>
    </Stack>
  );
}
