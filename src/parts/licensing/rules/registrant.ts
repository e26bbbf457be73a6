/** Who registers an education licence. A student has passed the age screen before; a school or a teacher needs none. */
export type Registrant = 'school' | 'student';

export const registrants: readonly {
  readonly value: Registrant;
  readonly label: string;
  readonly ageScreen: boolean;
}[] = [
  { value: 'school', label: 'I register for a school, or as a teacher', ageScreen: false },
  { value: 'student', label: 'I register as a student', ageScreen: true },
];

const faults = ['KEPT_REGISTRANT_NEEDED', 'KEPT_LICENCE_OF_SCHOOL'] as const;

/** May whoever says so register this licence? Pupils of a school are given labels and register nothing. */
export function judgeRegistrant(
  licence: { readonly kind: string; readonly isSchools: boolean },
  registrant: Registrant | null,
): (typeof faults)[number] | null {
  if (licence.kind !== 'education') return null;
  if (registrant === null) return 'KEPT_REGISTRANT_NEEDED';
  return registrant === 'student' && licence.isSchools ? 'KEPT_LICENCE_OF_SCHOOL' : null;
}
