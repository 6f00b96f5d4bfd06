import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Town } from '../../server/municipality/contract.ts';
import { listReports } from '../../server/planning/contract.ts';
import { useCall } from '../api/use-call.ts';
import { language, speak } from '../i18n/language.ts';
import { t } from '../i18n/planner.ts';
import { t as say } from '../i18n/planner-workspace.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Help } from '../ui/help/help.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { lock, signOut } from '../ui/icons.ts';
import { lazy } from '../ui/lazy.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Shell } from '../ui/shell.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Catalogue } from './catalogue.tsx';
import './planner.css';
import { Result } from './result.tsx';
import { hrefOf, route } from './route.ts';
import { askWho, leave, me, unknown } from './session.ts';
import { SignIn } from './sign-in.tsx';

// Its words come with it, in the language that is spoken.
const Ask = lazy(async () => {
	const { Ask: view } = await import('./ask/ask.tsx');
	await speak(language.peek());
	return view;
});
const KeptPage = lazy(() => import('./kept/kept-page.tsx').then((it) => it.KeptPage));
const BoardPage = lazy(() => import('./kept/board-page.tsx').then((it) => it.BoardPage));

const LettersPage = lazy(async () => {
	const { LettersPage: view } = await import('./letters/letters-page.tsx');
	await speak(language.peek());
	return view;
});

const SelfTest = lazy(async () => {
	const { SelfTest: view } = await import('./self-test/self-test.tsx');
	await speak(language.peek());
	return view;
});

const testing = (): boolean => route.value.report === null && route.value.values['self-test'] !== undefined;

/** The planner's room: a gate, a catalogue of questions, and their answers. */
export function Planner({ town }: { town: Town }): JSX.Element {
	const places = [
		{ href: '/planner/', label: t('app.questions'), current: route.value.report === null && route.value.page === null && !testing() },
		{ href: hrefOf({ page: 'kept' }), label: say('kept.page'), current: route.value.page === 'kept' },
		{ href: hrefOf({ page: 'board' }), label: say('board.title'), current: route.value.page === 'board' },
		{ href: hrefOf({ page: 'letters' }), label: say('letters.page'), current: route.value.page === 'letters' },
		{ href: '/planner/?self-test', label: t('app.selfTest'), current: testing() },
	];
	useEffect(() => {
		if (route.value.report === null) document.title = `${t('app.title')} – ${town.name}`;
	}, [route.value, language.value, town]);
	return (
		<Shell town={town} title={t('app.title')} home="/planner/" places={me.value?.person ? places : []} actions={<Person />}>
			<Gate town={town} />
		</Shell>
	);
}

function Person(): JSX.Element | null {
	const { person, rights = [] } = me.value ?? {};
	if (!person) return null;
	// Where somebody is follows the route, and stands in the address.
	void route.value;
	return (
		<>
			<Help label={t('help.open')} person={person.id} rights={rights} here={location.pathname + location.search} />
			<span class="signed-in clip">{person.name}</span>
			<IconButton path={signOut} label={t('signOut')} onClick={() => void leave()} />
		</>
	);
}

function Gate({ town }: { town: Town }): JSX.Element {
	if (unknown.value) {
		return (
			<div class="page">
				<ProblemNotice problem={unknown.value} onRetry={() => void askWho()} />
			</div>
		);
	}
	if (!me.value) return <Waiting />;
	if (!me.value.person) return <SignIn />;
	if (!me.value.rights.includes('planning.read')) {
		return (
			<EmptyState icon={lock} title={<h1>{t('gate.notAllowed')}</h1>}>
				{t('gate.hint')}
			</EmptyState>
		);
	}
	if (route.value.page === 'kept') return <KeptPage />;
	if (route.value.page === 'letters') return <LettersPage />;
	return route.value.page === 'board' ? <BoardPage /> : <Room town={town} />;
}

const Waiting = (): JSX.Element => (
	<div class="page wide">
		<Skeleton kind="text" count={6} />
	</div>
);

function Room({ town }: { town: Town }): JSX.Element {
	const catalogue = useCall(listReports, () => ({ language: language.value }));
	const reports = catalogue.data.value?.reports;
	if (catalogue.error.value) {
		return (
			<div class="page">
				<ProblemNotice problem={catalogue.error.value} onRetry={() => void catalogue.reload()} />
			</div>
		);
	}
	if (!reports) return <Waiting />;
	if (route.value.report === null && route.value.values['ask'] !== undefined) return <Ask town={town} />;
	if (testing()) return <SelfTest town={town} />;
	const report = reports.find(({ id }) => id === route.value.report);
	return report ? <Result key={report.id} town={town} report={report} /> : <Catalogue reports={reports} />;
}
