/** The shapes of the API under the names the desk uses. Each is declared once, in the wire room of its part; only types come from there. */
import type { Static } from 'typebox';
import type * as contacts from '../../src/parts/contacts/wire/api.ts';
import type * as data from '../../src/parts/contacts/wire/data.ts';
import type * as disclosures from '../../src/parts/disclosures/wire/api.ts';
import type * as catalogue from '../../src/parts/licensing/wire/catalogue.ts';
import type * as contracts from '../../src/parts/licensing/wire/contracts.ts';
import type * as licences from '../../src/parts/licensing/wire/licences.ts';
import type * as offline from '../../src/parts/licensing/wire/offline.ts';
import type * as registration from '../../src/parts/licensing/wire/registration.ts';
import type * as reports from '../../src/parts/licensing/wire/reports.ts';
import type * as screening from '../../src/parts/licensing/wire/screening.ts';
import type * as terms from '../../src/parts/licensing/wire/terms.ts';
import type * as policy from '../../src/parts/policy/wire/policy.ts';
import type * as proof from '../../src/parts/policy/wire/proof.ts';
import type * as resellers from '../../src/parts/resellers/wire.ts';
import type * as rights from '../../src/parts/rights/wire/api.ts';
import type * as children from '../../src/parts/rights/wire/children.ts';
import type * as legalDemands from '../../src/parts/rights/wire/legal-demands.ts';
import type * as requests from '../../src/parts/rights/wire/requests.ts';
import type * as retention from '../../src/parts/rights/wire/retention.ts';
import type * as staff from '../../src/parts/staff/wire/api.ts';
import type * as folders from '../../src/parts/statistics/wire/folders.ts';
import type * as imports from '../../src/parts/statistics/wire/imports.ts';
import type * as kept from '../../src/parts/statistics/wire/kept.ts';
import type * as figures from '../../src/parts/statistics/wire/reports.ts';
import type * as sites from '../../src/parts/statistics/wire/sites.ts';

/** One page of a list. */
export interface Page<T> {
  items: T[];
  next: string | null;
  count: number;
}

export type Session = Static<typeof staff.Session>;
export type InvitationCheck = Static<typeof staff.InvitationFound>;
export type MadeInvitation = Static<typeof staff.InvitationMade>;
export type Member = Static<typeof staff.MemberShape>;
export type Invitation = Static<typeof staff.InvitationList>['items'][number];
export type Today = Static<typeof staff.TodayShape>;
export type TodayGroup = Today['groups'][number];
export type SearchResult = Static<typeof staff.SearchFound>['results'][number];
export type AuditEntry = Static<typeof staff.AuditList>['items'][number];
export type TimelineEntry = Static<typeof staff.TimelineShape>['items'][number];

export type Vendor = Static<typeof policy.VendorShape>;
export type Notice = Static<typeof policy.NoticeList>['items'][number];
export type NoticeText = Static<typeof policy.NoticeWithText>;
export type PolicyDraft = NonNullable<Static<typeof policy.DraftShape>['draft']>;
export type Store = Static<typeof policy.StoreList>['stores'][number];
export type OutsideLink = Static<typeof policy.LinkList>['links'][number];
export type ProofBoard = Static<typeof proof.proofBoard>;
export type Clause = ProofBoard['clauses'][number];
export type Demand = Clause['demands'][number];
export type ProofState = Demand['state'];
export type ProofHistoryEntry = Static<typeof proof.historyList>['items'][number];

export type NoticeRef = Static<typeof data.NoticeRef>;
/** A datum with where it came from. Some answers leave the kind of its source open. */
export type Datum = Static<typeof licences.LicenceRegistrations>['registrations'][number]['data'][number];
export type Provenance = NonNullable<Datum['provenance']>;
export type CompanyItem = Static<typeof contacts.CompanyItem>;
export type Company = Static<typeof contacts.CompanyPage>;
export type HandedOver = Static<typeof contacts.HandedOver>;
export type CompanyPersonal = Static<typeof contacts.CompanyPersonal>;
export type Person = Static<typeof contacts.PersonPage>;
export type Lookup = Static<typeof contacts.LookUpItem>;

export type Recipient = Static<typeof disclosures.RecipientItem>;
export type Contract = Recipient['contracts'][number];
export type Disclosure = Static<typeof disclosures.DisclosureItem>;
export type Mail = Static<typeof disclosures.OutboxItem>;
export type MailText = Static<typeof disclosures.OutboxMail>;

export type Product = Static<typeof catalogue.Product>;
export type Release = Product['releases'][number];
export type Technology = Static<typeof catalogue.Technology>;
export type RegistrationFields = Static<typeof registration.RegistrationFields>;
export type LicenceItem = Static<typeof licences.LicenceItem>;
export type Licence = Static<typeof licences.Licence>;
export type DomainRecord = Static<typeof contacts.DomainRecord>;
export type NamedContact = Static<typeof licences.NamedContact>;
export type LicenceRegistrations = Static<typeof licences.LicenceRegistrations>;
export type IssuedLicences = Static<typeof licences.IssuedLicences>;
export type Report = reports.Report;
export type DueReport = reports.DueReport;
export type ReportPreview = reports.ReportPreview;

export type Reseller = Static<typeof resellers.Reseller>;
export type SealedChild = Static<typeof children.ChildList>['children'][number];
export type Correction = Static<typeof rights.CorrectionItem>;
export type RequestItem = requests.RequestItem;
export type RetentionSchedule = retention.Schedule;
export type RetentionCategory = RetentionSchedule['categories'][number];
export type SweepDone = retention.SweepDone;
export type LegalHold = retention.HoldList['holds'][number];
export type RequestDetail = requests.RequestPage;
export type InboundMail = requests.Mail;
export type ApartMail = requests.ApartMail;

export type DimensionName = figures.DimensionName;
export type Origin = figures.Origin;
export type SiteSummary = figures.SiteSummary;
export type SiteSummaries = figures.SiteSummaries;
export type Overview = figures.Overview;
export type Figures = figures.Figures;
export type Duration = figures.Duration;
export type Point = figures.Point;
export type Annotation = figures.Annotation;
export type DimensionTable = figures.Table;
export type TableRow = figures.TableRow;
export type Live = figures.Live;
export type GoalFigures = kept.GoalFigures;
export type FunnelFigures = kept.FunnelFigures;
export type StatisticsView = kept.View;
export type SharedLink = kept.Link;
export type MadeLink = kept.MadeLink;
export type MailReport = kept.MailReport;
export type CountAs = kept.CountAs;
export type Site = sites.Site;
export type Imports = Static<typeof imports.Imports>;
export type FolderTable = folders.FolderTable;

export type LegalDemandItem = legalDemands.LegalDemandItem;
export type LegalDemand = legalDemands.LegalDemandPage;
export type GivenFile = legalDemands.GivenFile;
export type ProductTerms = terms.ProductTerms;
export type LicenceTemplate = terms.Template;
export type LicenceFigures = terms.Figures;
export type CustomerContract = contracts.Contract;
export type ScreeningHit = screening.ScreeningHitItem;
export type ScreeningLists = screening.ScreeningLists;
export type RenewalFile = offline.RenewalFile;
