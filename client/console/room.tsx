import type { ComponentType, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { language, speak } from '../i18n/language.ts';
import { lazy } from '../ui/lazy.tsx';
import type { View } from './address.ts';
import { followCase } from './desk/case.ts';
import { Desk } from './desk/desk.tsx';
import { followFilters } from './desk/queue.ts';
import { followLive } from './desk/queue-live.ts';
import { learnFacts } from './facts.ts';
import { may } from './session.ts';
import { Shortcuts } from './shortcuts.tsx';

const views: Record<View, ComponentType> = {
	desk: Desk,
	work: lazy(() => import('./work/work-room.tsx').then((it) => it.WorkRoom)),
	new: lazy(() => import('./intake/intake.tsx').then((it) => it.Intake)),
	drafts: lazy(() => import('./drafts/drafts-room.tsx').then((it) => it.DraftsRoom)),
	indicators: lazy(() => import('./indicators/indicators-room.tsx').then((it) => it.IndicatorsRoom)),
	priorities: lazy(() => import('./priorities/priorities-room.tsx').then((it) => it.PrioritiesRoom)),
	means: lazy(() => import('./means/means-room.tsx').then((it) => it.MeansRoom)),
	// Their words come with them, in the language that is spoken.
	'closing-audits': lazy(async () => {
		const { ClosingAuditsRoom: view } = await import('./closing-audits/closing-audits-room.tsx');
		await speak(language.peek());
		return view;
	}),
	contractors: lazy(async () => {
		const { ContractorsRoom: view } = await import('./contractors/contractors-room.tsx');
		await speak(language.peek());
		return view;
	}),
	asset: lazy(() => import('./asset/asset-room.tsx').then((it) => it.AssetRoom)),
	proposals: lazy(() => import('./proposals/proposals-room.tsx').then((it) => it.ProposalsRoom)),
	held: lazy(() => import('./moderation/held.tsx').then((it) => it.HeldRoom)),
	safety: lazy(() => import('./safety/safety-room.tsx').then((it) => it.SafetyRoom)),
	outbox: lazy(() => import('./rooms/outbox.tsx').then((it) => it.Outbox)),
	keys: lazy(() => import('./rooms/keys.tsx').then((it) => it.KeysRoom)),
	layers: lazy(() => import('./register/layers/layers-room.tsx').then((it) => it.LayersRoom)),
	imports: lazy(() => import('./register/imports/imports-room.tsx').then((it) => it.ImportsRoom)),
	edit: lazy(() => import('./register/edit/edit-room.tsx').then((it) => it.EditRoom)),
	away: lazy(() => import('./away/away-room.tsx').then((it) => it.AwayRoom)),
	standby: lazy(() => import('./standby/standby-room.tsx').then((it) => it.StandbyRoom)),
	causes: lazy(() => import('./causes/causes-room.tsx').then((it) => it.CausesRoom)),
	notices: lazy(() => import('./notices/notices-room.tsx').then((it) => it.NoticesRoom)),
	authorities: lazy(() => import('./authorities/authorities-room.tsx').then((it) => it.AuthoritiesRoom)),
	rules: lazy(() => import('./rules/rules-room.tsx').then((it) => it.RulesRoom)),
	connections: lazy(() => import('./connections/connections-room.tsx').then((it) => it.ConnectionsRoom)),
	settings: lazy(() => import('./settings/settings-room.tsx').then((it) => it.SettingsRoom)),
	approvals: lazy(() => import('./approvals/approvals-room.tsx').then((it) => it.ApprovalsRoom)),
	audit: lazy(() => import('./audit/audit-room.tsx').then((it) => it.AuditRoom)),
	account: lazy(() => import('./account/account-room.tsx').then((it) => it.AccountRoom)),
	standards: lazy(() => import('./standards/standards-room.tsx').then((it) => it.StandardsRoom)),
	calibration: lazy(() => import('./calibration/calibration-room.tsx').then((it) => it.CalibrationRoom)),
	'town-file': lazy(() => import('./town-file/town-file-room.tsx').then((it) => it.TownFileRoom)),
	people: lazy(() => import('./rooms/people.tsx').then((it) => it.PeopleRoom)),
};

/** What a signed-in person sees. The queue is kept in step whichever room they are in. */
export function Room({ view }: { view: View }): JSX.Element {
	useEffect(() => {
		const stops = [learnFacts(), ...(may('fault.read') ? [followFilters(), followLive(), followCase()] : [])];
		return () => {
			for (const stop of stops) stop();
		};
	}, []);
	const View = views[view];
	return (
		<>
			<View />
			<Shortcuts view={view} />
		</>
	);
}
