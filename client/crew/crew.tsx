import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Town } from '../../server/municipality/contract.ts';
import { asProblem } from '../api/problem.ts';
import { t } from '../i18n/crew.ts';
import { language, speak } from '../i18n/language.ts';
import { problemText } from '../i18n/problem-text.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Help } from '../ui/help/help.tsx';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { list, lock, map, search, signOut } from '../ui/icons.ts';
import { lazy } from '../ui/lazy.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Shell } from '../ui/shell.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { toast } from '../ui/toast.tsx';
import { Banner } from './banner.tsx';
import './crew.css';
import { FindScreen } from './find-screen.tsx';
import { acts } from './kept/run.ts';
import { Paper } from './paper.tsx';
import { hrefOf, route } from './route.ts';
import { RunScreen } from './run-screen.tsx';
import { askWho, expired, leave, may, unknown, who } from './session.ts';
import { SignIn } from './sign-in.tsx';
import { StopScreen } from './stop/stop-screen.tsx';

const MapScreen = lazy(async () => {
	const { MapScreen: View } = await import('./map/run-map.tsx');
	await speak(language.peek());
	return View;
});

/** The crews' app: a gate, the run, its stops, its map, and the finder. */
export function Crew({ town }: { town: Town }): JSX.Element {
	useEffect(() => {
		document.title = `${t('app.title')} – ${town.name}`;
	}, [language.value, town]);
	const inside = who.value !== null && who.value !== 'nobody';
	return (
		<Shell town={town} title={t('app.title')} home="/crew/" actions={inside && <Person />}>
			{inside && <Banner />}
			<Gate />
		</Shell>
	);
}

function Person(): JSX.Element {
	const out = async (): Promise<void> => {
		if (acts.peek().length > 0) {
			toast({ text: t('signOut.waits'), kind: 'bad', seconds: 8 });
			return;
		}
		try {
			await leave();
		} catch (thrown) {
			toast({ text: problemText(asProblem(thrown)), kind: 'bad' });
		}
	};
	// Where somebody is follows the route, and stands in the address.
	void route.value;
	const them = who.value;
	return (
		<>
			{them !== null && them !== 'nobody' && <Help label={t('help.open')} person={them.id} rights={them.rights} here={location.pathname + location.search} />}
			<IconButton path={signOut} label={t('signOut')} onClick={() => void out()} />
		</>
	);
}

function Gate(): JSX.Element {
	if (unknown.value && who.value === null)
		return (
			<div class="page">
				<ProblemNotice problem={unknown.value} onRetry={() => void askWho()} />
			</div>
		);
	if (who.value === null)
		return (
			<div class="page">
				<Skeleton kind="text" count={6} />
			</div>
		);
	if (who.value === 'nobody' || expired.value) return <SignIn />;
	if (!may('work.do'))
		return (
			<EmptyState icon={lock} title={<h1>{t('gate.notAllowed')}</h1>}>
				{t('gate.hint')}
			</EmptyState>
		);
	return (
		<>
			<Screen />
			<Nav />
		</>
	);
}

function Screen(): JSX.Element {
	const { view, stop } = route.value;
	if (stop !== null) return <StopScreen key={stop} code={stop} />;
	if (view === 'map') return <MapScreen />;
	if (view === 'find') return <FindScreen />;
	return view === 'paper' ? <Paper /> : <RunScreen />;
}

/** Under the thumb. */
function Nav(): JSX.Element {
	const { view, stop } = route.value;
	const places = [
		{ view: 'run', icon: list, label: t('nav.run') },
		{ view: 'map', icon: map, label: t('nav.map') },
		{ view: 'find', icon: search, label: t('nav.find') },
	] as const;
	return (
		<nav class="crew-nav no-print" aria-label={t('nav.label')}>
			{places.map((it) => (
				<a key={it.view} href={hrefOf({ view: it.view })} aria-current={stop === null && it.view === view ? 'page' : undefined}>
					<Icon path={it.icon} size={24} />
					<span>{it.label}</span>
				</a>
			))}
		</nav>
	);
}
