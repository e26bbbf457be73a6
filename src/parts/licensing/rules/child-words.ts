/** Words in which a child speaks of itself; a teacher of pupils, and whoever makes something for children, do not. */
const pupils =
  /(?<!\p{L})(?:pupil|school ?(?:child|boy|girl)|schüler(?:in)?|élève|écoli(?:er|ère)|alumn[oa])(?!\p{L})/iu;
const children = /(?<!\p{L})(?:child|kid|boy|girl|niñ[oa])\P{L}{0,6}$/iu;
const teachers = /teach|tutor|instruct|lehr|enseign|prof|maestr|docent/iu;
const ages = /(?<![\d.,])(\d{1,2})[ -]*(?:years?|yrs?|jahre?|ans|años)(?!\p{L})([ -]old| alt)?/giu;
const aged = /(?<!\p{L})aged? (\d{1,2})(?!\d)/iu;
const inGrade = /(?<!\p{L})(?:grade|klasse) [1-6](?!\d)/iu;

const limit = 13;

/** Whether a title says of whoever bears it that they are under 13 (clause U4). */
export function saysChild(text: string): boolean {
  if (teachers.test(text)) return false;
  const isYoung = (digits: string | undefined) => Number(digits) > 0 && Number(digits) < limit;
  if (isYoung(aged.exec(text)?.[1])) return true;
  const isPupil = pupils.test(text);
  if (isPupil && inGrade.test(text)) return true;
  return [...text.matchAll(ages)].some(
    ({ 1: digits, 2: old, index }) =>
      isYoung(digits) && (old !== undefined || isPupil || children.test(text.slice(0, index))),
  );
}
