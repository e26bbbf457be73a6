import type { KeptError } from '../../../platform/errors.ts';
import { type Html, html } from '../../../platform/html/html.ts';
import type { RegistrationForm, ShownField } from '../actions/registration-form.ts';
import { messages as education } from './education-messages.ts';
import { messages } from './messages.ts';

/** What was typed, by name; put back into the form when something is wrong. */
export type Typed = Readonly<Record<string, string>>;

const groups: readonly { readonly heading: string; readonly hint?: string; readonly fields: readonly string[] }[] = [
  { heading: messages.company, fields: ['companyName', 'country', 'region', 'industry'] },
  { heading: messages.address, hint: messages.addressHint, fields: ['street', 'postalCode', 'city'] },
  { heading: messages.person, fields: ['name', 'email', 'phone', 'title', 'role'] },
  { heading: messages.work, fields: ['productsDesigned', 'primaryProduct'] },
];

/** The form with all that is said beside it, and with what is wrong where something is. */
export function drawForm(form: RegistrationForm, typed: Typed, fault: KeptError | null): Html {
  const faults = fault?.facts.fields ?? {};
  return html`<h1>${messages.title}</h1>
${fault && drawFault(form, fault)}
<p>${messages.intro}</p>
${typed.registrant === undefined && html`<p>${messages.education} <a href="/activate/education">${messages.educationLink}</a></p>`}
${drawCollector(form)}
<form method="post" action="/activate" novalidate>
<input type="hidden" name="idempotency" value="${typed.idempotency ?? ''}">
${drawSerial(typed.serial ?? '', faults.serial ?? (fault && !fault.facts.fields ? fault.message : undefined))}
${drawRegistrant(typed, fault, html`<a href="/activate/student">${education.beginStudent}</a>`)}
${drawAsked(form, typed, faults)}
<p><button type="submit">${messages.send}</button></p>
</form>
<p>${messages.offline} <a href="/activate/offline">${messages.offlineLink}</a></p>
<p>${messages.dead} <a href="/activate/release">${messages.deadLink}</a></p>`;
}

/** As whom the form is filled in, where that is known; asked where the licence turned out to be one of education. */
export function drawRegistrant(typed: Typed, fault: KeptError | null, student: Html): Html {
  const { registrant, agePass } = typed;
  if (fault?.keptCode === 'KEPT_AGE_SCREEN_NEEDED') return html`<p>${education.orStudent} ${student}</p>`;
  if (registrant === 'student')
    return html`<input type="hidden" name="registrant" value="student"><input type="hidden" name="agePass" value="${agePass ?? ''}">`;
  if (registrant === undefined && fault?.keptCode !== 'KEPT_REGISTRANT_NEEDED') return html``;
  return html`<h2>${education.choice}</h2>
<div class="field"><label><input type="checkbox" name="registrant" value="school"${registrant === 'school' && html` checked`}> ${education.asSchool}</label></div>
<p>${education.orStudent} ${student}</p>`;
}

/** Who collects what is asked (clause A6). */
export function drawCollector({ collector }: RegistrationForm): Html {
  return html`<p>${messages.collector} <strong>${collector.name}</strong>, ${collector.address}. ${messages.phone} ${collector.phone}.</p>`;
}

/** What is asked of company and person, with all that is said beside it. */
export function drawAsked(form: RegistrationForm, typed: Typed, faults: Readonly<Record<string, string>>): Html {
  const byName = new Map(form.fields.map((field) => [field.name, field]));
  return html`<input type="hidden" name="notice" value="${form.notice.sha256}">
${groups.map(
  (group) => html`<h2>${group.heading}</h2>
${group.hint && html`<p class="quiet">${group.hint}</p>`}
${group.fields.map((name) => {
  const field = byName.get(name);
  return field && drawField(field, typed[name] ?? '', faults[name]);
})}`,
)}
<div class="field"><label><input type="checkbox" name="marketing" value="yes"${typed.marketing === 'yes' && html` checked`}> ${form.marketing.label} <span class="optional">${messages.optional}</span></label>
<p class="why">${form.marketing.text}</p></div>
${drawLicensors(form)}
<p class="quiet">${messages.notice} ${form.notice.version}, ${messages.noticeHash} <code>${form.notice.sha256}</code></p>`;
}

/** What is wrong, with a link to each field that is. */
export function drawFault(form: RegistrationForm, fault: KeptError): Html {
  const faults = fault.facts.fields ?? {};
  const byName = new Map(form.fields.map((field) => [field.name, field]));
  const names = Object.keys(faults);
  return html`<div role="alert" class="problem">
<p>${fault.message}</p><p>${fault.next}</p>
${names.length > 0 && html`<ul>${names.map((name) => html`<li><a href="#${name}">${byName.get(name)?.label ?? messages.fault[name] ?? name}</a> ${faults[name]}</li>`)}</ul>`}
<p>${messages.faults}</p>
<p class="quiet">${fault.keptCode}</p></div>`;
}

function drawSerial(value: string, fault: string | undefined): Html {
  return html`<div class="field"><label for="serial">${messages.serial}</label>
${fault && html`<p class="fault" id="serial-fault">${fault}</p>`}
<p class="why" id="serial-hint">${messages.serialHint}</p>
<p class="why" id="serial-why">${messages.why} ${messages.serialWhy}</p>
<input id="serial" name="serial" value="${value}" required maxlength="100" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="${fault && 'serial-fault '}serial-hint serial-why"${fault && html` aria-invalid="true"`}>
</div>`;
}

function drawField(field: ShownField, value: string, fault: string | undefined): Html {
  return html`<div class="field"><label for="${field.name}">${field.label}${!field.needed && html` <span class="optional">${messages.optional}</span>`}</label>
${fault && html`<p class="fault" id="${field.name}-fault">${fault}</p>`}
${drawInput(field, value, fault !== undefined)}
<details><summary id="${field.name}-why">${messages.why} ${field.why}</summary>
<p class="quiet">${field.need}<br>${messages.recipients} ${field.recipients}<br>${messages.purposes} ${field.purposes.join(', ')}.<br>${field.retention}</p></details>
</div>`;
}

function drawInput(field: ShownField, value: string, faulty: boolean): Html {
  const described = html`aria-describedby="${faulty && `${field.name}-fault `}${field.name}-why"${faulty && html` aria-invalid="true"`}${field.needed && html` required`}`;
  if (field.kind === 'choice' || field.kind === 'country')
    return html`<select id="${field.name}" name="${field.name}" autocomplete="${field.autocomplete}" ${described}>
<option value="">${messages.choose}</option>${field.choices.map((choice) => html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`)}
</select>`;
  if (field.kind === 'text')
    return html`<textarea id="${field.name}" name="${field.name}" rows="3" maxlength="${field.maxLength}" ${described}>
${value}</textarea>`;
  const type = field.kind === 'email' ? 'email' : field.kind === 'phone' ? 'tel' : 'text';
  return html`<input type="${type}" id="${field.name}" name="${field.name}" value="${value}" maxlength="${field.maxLength}" autocomplete="${field.autocomplete}" ${described}>`;
}

function drawLicensors(form: RegistrationForm): Html {
  const labels = new Map(form.fields.map((field) => [field.name, field.label]));
  return html`<details><summary>${messages.licensors}</summary>
${form.licensors.length === 0 && html`<p class="quiet">${messages.noLicensors}</p>`}
${form.licensors.map(
  (licensor) =>
    html`<p class="quiet"><strong>${licensor.name}</strong> (${licensor.technologies.join(', ')}) ${messages.licensorTold} ${licensor.products.join(', ')}: ${licensor.fields.map((name) => labels.get(name) ?? name).join(', ')}.</p>`,
)}</details>`;
}
