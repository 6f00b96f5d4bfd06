import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Town } from '../../server/municipality/contract.ts';
import { t } from '../i18n/console.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Help } from '../ui/help/help.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { lock, signOut } from '../ui/icons.ts';
import { lazy } from '../ui/lazy.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Shell } from '../ui/shell.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { menu } from '../ui/staff-icons.ts';
import './console.css';
import { hrefOf, spokenCode } from './address.ts';
import { Enter } from './enter/enter.tsx';
import { SignIn } from './enter/sign-in.tsx';
import { wanted } from './enter/wanted.ts';
import { Navigation, opensFor } from './navigation/navigation.tsx';
import { rooms } from './places.ts';
import { Room } from './room.tsx';
import { route } from './route.ts';
import { askWho, expired, leave, me, unknown } from './session.ts';
import { paletteOpen } from './shortcuts.tsx';
import { onePane } from './width.ts';

const MustEnrol = lazy(() => import('./account/must-enrol.tsx').then((it) => it.MustEnrol));

/** What the tab of the browser says. */
function titleOf(town: Town): string {
	const { view, fault, asset } = route.value;
	const here = view === 'desk' && fault ? spokenCode(fault) : view === 'asset' && asset ? asset : t(`place.${view}`);
	return [me.value?.person ? here : t('signIn.button'), t('app.title'), town.name].join(' · ');
}

/** The engineers' console: a gate, and behind it the desk and the other rooms. */
export function Console({ town }: { town: Town }): JSX.Element {
	const known = me.value?.person && !expired.value;
	useEffect(() => {
		document.body.dataset['density'] = onePane.value ? 'roomy' : 'dense';
	}, [onePane.value]);
	useEffect(() => {
		document.title = titleOf(town);
	});
	return (
		<Shell town={town} title={t('app.title')} home="/console/" filled navigation={known && <Navigation />} actions={known && <Person />}>
			<Gate />
		</Shell>
	);
}

function Person(): JSX.Element {
	const { person, rights = [] } = me.value ?? {};
	// Where somebody is follows the route, and stands in the address.
	void route.value;
	return (
		<>
			{person && <Help label={t('help.open')} person={person.id} rights={rights} here={location.pathname + location.search} />}
			{!onePane.value && <IconButton path={menu} label={t('palette.open')} hint="ctrl+k" onClick={() => (paletteOpen.value = true)} />}
			<a class="signed-in clip" href={hrefOf({ ...route.value, view: 'account' })} title={t('place.account')}>
				{me.value?.person?.name}
			</a>
			<IconButton path={signOut} label={t('signOut')} onClick={() => void leave()} />
		</>
	);
}

function Gate(): JSX.Element {
	if (unknown.value && !me.value)
		return (
			<div class="page">
				<ProblemNotice problem={unknown.value} onRetry={() => void askWho()} />
			</div>
		);
	if (!me.value)
		return (
			<div class="page">
				<Skeleton kind="rows" count={8} />
			</div>
		);
	// A link of an invitation or a reset is followed even where somebody is signed in.
	if (!me.value.person || wanted(location).view === 'set') return <Enter />;
	return (
		<>
			{expired.value && (
				<div class="expired">
					<SignIn again />
				</div>
			)}
			<div class="behind" hidden={expired.value}>
				<Allowed />
			</div>
		</>
	);
}

function Allowed(): JSX.Element {
	const mine = rooms.find(({ view }) => view === route.value.view);
	if (me.value?.mustEnrol) return <MustEnrol />;
	if (mine && opensFor(mine)) return <Room view={mine.view} />;
	return (
		<EmptyState icon={lock} title={<h1>{t('gate.notAllowed')}</h1>}>
			{t('gate.hint')}
		</EmptyState>
	);
}
