import type { Deps } from '../../../platform/deps.ts';
import { ageScreen } from '../../../platform/html/age-screen/age-screen.ts';
import type { Site } from '../../../platform/html/page.ts';
import { errors as httpErrors } from '../../../platform/http/errors.ts';
import { liveContracts } from '../../disclosures/index.ts';
import type { NoticeRef } from '../../policy/index.ts';
import { errors } from '../errors.ts';
import { countries } from '../rules/countries.ts';
import { registrants } from '../rules/registrant.ts';
import { type FieldKind, type RegistrationField, registrationFields } from '../rules/registration-fields.ts';
import { fieldSentences, marketing, type ReportedTo, registrationNotice } from '../rules/registration-notice.ts';
import { dayIn } from '../rules/verdict.ts';
import { readEmbedded, releaseExists } from '../store/embedded.ts';
import { noticeOf, vendorZone } from './remembered.ts';

/** One field as a person sees it: what it is, why it is asked, who receives it, how long it is kept. */
export interface ShownField {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly maxLength: number;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly needed: boolean;
  readonly category: string;
  readonly why: string;
  readonly need: string;
  readonly purposes: readonly string[];
  readonly recipients: string;
  readonly retention: string;
  readonly autocomplete: string;
}

export interface RegistrationForm {
  readonly collector: Site;
  /** Names exactly the words that are shown; to be sent along with what is told. */
  readonly notice: NoticeRef;
  readonly licensors: readonly ReportedTo[];
  readonly fields: readonly ShownField[];
  readonly marketing: { readonly label: string; readonly text: string };
  readonly registrants: typeof registrants;
  readonly ageScreen: typeof ageScreen;
}

/** The registration form with everything that is shown beside it; for one release, with the licensors of that one. */
export async function registrationForm(deps: Deps, releaseId: string | null = null): Promise<RegistrationForm> {
  const collector = await deps.site();
  if (!collector.ready) throw errors.KEPT_VENDOR_UNKNOWN_YET();
  if (releaseId && !(await releaseExists(deps.db.read, releaseId))) throw httpErrors.KEPT_NOT_FOUND();
  const everybody = await licensorsOf(deps, null);
  const named = everybody.flatMap(({ id, productIds, fields }) =>
    fields.length === 0 ? [] : productIds.map((productId) => ({ licensorId: id, productId, fields })),
  );
  const notice = await noticeOf(deps, registrationNotice(collector, everybody), named);
  const licensors = releaseId ? await licensorsOf(deps, releaseId) : everybody;
  return {
    collector,
    notice,
    licensors,
    fields: registrationFields.map((field) => showField(field, collector.name, licensors)),
    marketing,
    registrants,
    ageScreen,
  };
}

function showField(field: RegistrationField, collector: string, licensors: readonly ReportedTo[]): ShownField {
  const told = fieldSentences(collector, field, licensors);
  return {
    name: field.name,
    label: field.label,
    kind: field.kind,
    maxLength: field.maxLength,
    choices: field.kind === 'country' ? countries : field.choices.map((choice) => ({ value: choice, label: choice })),
    needed: field.needed,
    category: field.category,
    why: field.why,
    need: told.need,
    purposes: told.purposes,
    recipients: told.recipients,
    retention: field.retention,
    autocomplete: field.autocomplete,
  };
}

/** Licensors whose technology is in the products, with what their live contracts have reported. */
async function licensorsOf(
  deps: Deps,
  releaseId: string | null,
): Promise<(ReportedTo & { readonly productIds: readonly string[] })[]> {
  const embedded = await readEmbedded(deps.db.read, releaseId);
  if (embedded.length === 0) return [];
  const on = dayIn(await vendorZone(deps), deps.clock.now());
  const contracts = await liveContracts(deps.db.read, { kind: 'registration report', on });
  return embedded
    .flatMap((row) => {
      const own = contracts.filter((contract) => contract.recipientId === row.licensor_id);
      const name = own[0]?.recipientName;
      if (name === undefined) return [];
      const fields = registrationFields
        .map((field) => field.name)
        .filter((each) => own.some((contract) => contract.fields.includes(each)));
      const { technologies, products, product_ids: productIds } = row;
      return [{ id: row.licensor_id, name, technologies, products, productIds, fields }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
