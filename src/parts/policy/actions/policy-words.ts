export { categoryWords, purposesSection, vendorSection } from '../rules/policy-text.ts';
