import type { Deps } from '../../../platform/deps.ts';
import { liveContracts } from '../../disclosures/index.ts';
import { type FieldName, recipientClasses, registrationFields } from '../rules/registration-fields.ts';
import { purposesTold } from '../rules/registration-notice.ts';
import { dayIn } from '../rules/verdict.ts';
import type { RegistrationFields } from '../wire/registration.ts';
import { vendorZone } from './remembered.ts';

/** A field with what must be known of it wherever its datum is shown. */
export interface RegistrationFieldFacts {
  readonly name: FieldName;
  readonly label: string;
  readonly category: string;
  readonly purposes: readonly string[];
  readonly retention: string;
}

/** What an assigned reseller is given of its customer: all that was told. */
export const resellerFields: readonly FieldName[] = registrationFields.map((field) => field.name);

/** By name, for the parts that show a datum with its purposes and retention. */
export function registrationFieldFacts(): ReadonlyMap<string, RegistrationFieldFacts> {
  return new Map(registrationFields.map((field) => [field.name, field]));
}

/** The registration fields for the desk, with the licensors that are told each by a live contract. */
export async function registrationFieldItems(deps: Deps): Promise<RegistrationFields> {
  const on = dayIn(await vendorZone(deps), deps.clock.now());
  const contracts = await liveContracts(deps.db.read, { kind: 'registration report', on });
  const reported = new Set(contracts.flatMap((contract) => contract.fields));
  return {
    fields: registrationFields.map((field) => ({
      name: field.name,
      label: field.label,
      purposes: [...purposesTold(field, reported.has(field.name))],
      recipients: recipientsOf(field.name, reported, contracts),
      retention: field.retention,
      needed: field.needed,
      category: field.category,
    })),
  };
}

function recipientsOf(
  name: FieldName,
  reported: ReadonlySet<string>,
  contracts: readonly { readonly recipientName: string; readonly fields: readonly string[] }[],
): string {
  const names = [...new Set(contracts.filter((each) => each.fields.includes(name)).map((each) => each.recipientName))];
  const classes = recipientClasses(name, reported).join(', ');
  return names.length > 0 ? `${classes} (${names.join(', ')})` : classes;
}
