import * as assets from './assets/contract.ts';
import * as edits from './assets/edit/contract.ts';
import * as feed from './assets/feed/contract.ts';
import * as imports from './assets/import/contract.ts';
import * as importReview from './assets/import/review/contract.ts';
import * as importSources from './assets/import/saved/contract.ts';
import * as inspections from './assets/inspections/contract.ts';
import * as labels from './assets/labels/contract.ts';
import * as layers from './assets/layers/contract.ts';
import * as places from './assets/places/contract.ts';
import * as proposals from './assets/proposals/contract.ts';
import * as undo from './assets/undo/contract.ts';
import * as away from './auth/away/contract.ts';
import * as auth from './auth/contract.ts';
import * as secondFactor from './auth/factor/contract.ts';
import * as sessions from './auth/seats/contract.ts';
import * as exchange from './exchange/contract.ts';
import * as outbound from './exchange/outbound/contract.ts';
import * as webhooks from './exchange/webhooks/contract.ts';
import * as calibration from './faults/calibration/contract.ts';
import * as causes from './faults/causes/contract.ts';
import * as faultChanges from './faults/changes/contract.ts';
import * as faultClocks from './faults/clocks/contract.ts';
import * as faults from './faults/contract.ts';
import * as faultOrder from './faults/order/contract.ts';
import * as faultViews from './faults/views/contract.ts';
import * as municipality from './municipality/contract.ts';
import * as embed from './municipality/embed/contract.ts';
import * as notices from './municipality/notices/contract.ts';
import * as municipalityRules from './municipality/rules/contract.ts';
import * as municipalitySettings from './municipality/settings/contract.ts';
import * as municipalityStandards from './municipality/standards/contract.ts';
import * as network from './network/contract.ts';
import * as notify from './notify/contract.ts';
import * as standby from './notify/standby/contract.ts';
import * as planning from './planning/contract.ts';
import * as planningFiles from './planning/export/contract.ts';
import * as indicators from './planning/indicators/contract.ts';
import * as inquiry from './planning/inquiry/contract.ts';
import * as planningKept from './planning/kept/contract.ts';
import * as letters from './planning/letters/contract.ts';
import * as projects from './planning/projects/contract.ts';
import * as planningRuns from './planning/runs/contract.ts';
import * as planningSelfTest from './planning/self-test/contract.ts';
import * as abuse from './reports/abuse/contract.ts';
import * as account from './reports/account/contract.ts';
import * as alerts from './reports/alerts/contract.ts';
import * as calls from './reports/calls/contract.ts';
import * as reports from './reports/contract.ts';
import * as drafts from './reports/drafts/contract.ts';
import * as holds from './reports/holds/contract.ts';
import * as inbound from './reports/inbound/contract.ts';
import * as moderation from './reports/moderation/contract.ts';
import * as persons from './reports/persons/contract.ts';
import * as publicPages from './reports/public/contract.ts';
import * as push from './reports/push/contract.ts';
import * as uploads from './reports/uploads/contract.ts';
import * as approval from './work/approval/contract.ts';
import * as assetPage from './work/asset-page/contract.ts';
import * as audit from './work/audit/contract.ts';
import * as caseFile from './work/case-file/contract.ts';
import * as closingAudits from './work/closing-audits/contract.ts';
import * as work from './work/contract.ts';
import * as contractors from './work/contractors/contract.ts';
import * as field from './work/field/contract.ts';
import * as invoices from './work/invoices/contract.ts';
import * as leaver from './work/leaver/contract.ts';
import * as means from './work/means/contract.ts';
import * as orders from './work/orders/contract.ts';
import * as workMeans from './work/orders/means/contract.ts';
import * as priorities from './work/priorities/contract.ts';
import * as workProposals from './work/propose/contract.ts';
import * as workRuns from './work/runs/contract.ts';
import * as townFile from './work/town-file/contract.ts';

/** What each module promises to whoever calls it: all endpoints there are, and their schemas. */
export const modules = {
	municipality: { ...municipality, ...embed, ...notices, ...municipalitySettings, ...municipalityRules, ...municipalityStandards },
	assets: { ...assets, ...edits, ...labels },
	imports: { ...imports, ...importReview, ...importSources, ...places, ...undo },
	layers,
	proposals,
	inspections,
	feed,
	network,
	faults: { ...faults, ...faultChanges, ...faultClocks, ...faultOrder, ...faultViews, ...causes, ...calibration },
	reports: { ...reports, ...publicPages, ...alerts, ...push, ...uploads, ...drafts, ...inbound, ...calls },
	persons: { ...persons, ...account, ...moderation, ...abuse, ...holds },
	work: {
		...work,
		...assetPage,
		...approval,
		...audit,
		...caseFile,
		...orders,
		...workMeans,
		...means,
		...priorities,
		...closingAudits,
		...contractors,
		...invoices,
		...field,
		...leaver,
		...workProposals,
		...workRuns,
		...townFile,
	},
	planning: { ...planning, ...indicators, ...projects, ...planningFiles, ...inquiry, ...planningKept, ...letters, ...planningSelfTest, ...planningRuns },
	exchange: { ...exchange, ...outbound, ...webhooks },
	notify: { ...notify, ...standby },
	auth: { ...auth, ...secondFactor, ...sessions, ...away },
};
