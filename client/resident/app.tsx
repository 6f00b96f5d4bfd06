import type { ComponentType, JSX } from 'preact';
import type { Town } from '../../server/municipality/contract.ts';
import { language, speak } from '../i18n/language.ts';
import { t } from '../i18n/resident.ts';
import { t as shared } from '../i18n/shared.ts';
import { Icon } from '../ui/icon.tsx';
import { phone } from '../ui/icons.ts';
import { lazy } from '../ui/lazy.tsx';
import type { Place } from '../ui/shell.tsx';
import { Shell } from '../ui/shell.tsx';
import './app.css';
import { offline } from '../api/offline.ts';
import { embedded } from './embedded/base.ts';
import { waiting } from './outbox/waiting.ts';
import { telephone } from './report/emergency.tsx';
import { Report } from './report/report.tsx';
import { route } from './route.ts';

/** A screen beside the form: fetched when it is first shown, with its words. */
const page = <Props extends object>(load: () => Promise<ComponentType<Props>>) =>
	lazy(async () => {
		const View = await load();
		await speak(language.peek());
		return View;
	});

const WaitingPage = page(async () => (await import('./outbox/waiting-page.tsx')).WaitingPage);
const TicketPage = page(async () => (await import('./report/ticket.tsx')).TicketPage);
const Home = page(async () => (await import('./home.tsx')).Home);
const Banner = page(async () => (await import('./outbox/banner.tsx')).Banner);
const NotHere = page(async () => (await import('./not-here.tsx')).NotHere);
const Tracked = page(async () => (await import('./follow/tracked-page.tsx')).TrackedPage);
const FaultPage = page(async () => (await import('./follow/fault-page.tsx')).FaultPage);
const Faults = page(async () => (await import('./public/faults-page.tsx')).FaultsPage);
const AssetScreen = page(async () => (await import('./asset/asset-screen.tsx')).AssetScreen);
const MissingScreen = page(async () => (await import('./asset/missing-screen.tsx')).MissingScreen);
const ProposalScreen = page(async () => (await import('./asset/proposal-screen.tsx')).ProposalScreen);
const WardsScreen = page(async () => (await import('./public/wards-screen.tsx')).WardsScreen);
const WardScreen = page(async () => (await import('./public/ward-screen.tsx')).WardScreen);
const AlertsScreen = page(async () => (await import('./public/alerts-screen.tsx')).AlertsScreen);
const AlertScreen = page(async () => (await import('./public/alerts-screen.tsx')).AlertScreen);
const DataScreen = page(async () => (await import('./public/data-screen.tsx')).DataScreen);
const MyData = page(async () => (await import('./my-data/my-data-screen.tsx')).MyDataScreen);
const AccountScreen = page(async () => (await import('./account/account-screen.tsx')).AccountScreen);
const EmbedShell = page(async () => (await import('./embedded/embed-shell.tsx')).EmbedShell);
const About = page(async () => (await import('./about.tsx')).About);

/** The screens by their paths; what stands in brackets is given to the screen. */
const screens: readonly (readonly [RegExp, ComponentType<{ id: string }>])[] = [
	[/^\/$/, Home],
	[/^\/report\/ticket$/, TicketPage],
	[/^\/report\/waiting$/, WaitingPage],
	[/^\/report(?:\/(?:where|details|send))?$/, Report],
	[/^\/map$/, Faults],
	[/^\/wards$/, WardsScreen],
	[/^\/ward\/([^/]+)$/, WardScreen],
	[/^\/alerts$/, AlertsScreen],
	[/^\/alerts\/([^/]+)$/, AlertScreen],
	[/^\/data$/, DataScreen],
	[/^\/about$/, About],
	[/^\/my$/, AccountScreen],
	[/^\/my-data$/, MyData],
	[/^\/t\/([^/]+)$/, Tracked],
	[/^\/f\/([^/]+)$/, FaultPage],
	[/^\/a\/([^/]+)$/, AssetScreen],
	[/^\/p\/([^/]+)$/, ProposalScreen],
	[/^\/missing$/, MissingScreen],
];

const screenAt = (path: string): JSX.Element => {
	for (const [pattern, Screen] of screens) {
		const found = pattern.exec(path);
		if (found) return <Screen key={pattern.source + (found[1] ?? '')} id={decodeURIComponent(found[1] ?? '')} />;
	}
	return <NotHere />;
};

const placesAt = (path: string): Place[] =>
	[
		{ href: '/report', label: t('place.report') },
		{ href: '/map', label: t('place.map') },
		{ href: '/about', label: t('place.about') },
	].map((it) => ({ ...it, current: path === it.href }));

/** The resident's app: header with the emergency number, and the screen the address names. */
export function App({ town }: { town: Town }): JSX.Element {
	const { path } = route.value;
	if (embedded)
		return (
			<EmbedShell town={town}>
				{(waiting.value > 0 || offline.value) && <Banner />}
				{screenAt(path)}
			</EmbedShell>
		);
	const reporting = /^\/report(\/(where|details|send))?$/.test(path);
	return (
		<Shell town={town} title={t('app.title')} home="/" places={reporting ? [] : placesAt(path)} actions={<EmergencyLink town={town} />}>
			{(waiting.value > 0 || offline.value) && <Banner />}
			{screenAt(path)}
		</Shell>
	);
}

function EmergencyLink({ town }: { town: Town }): JSX.Element {
	const { phone: number } = town.emergency;
	return (
		<a class="emergency-link" href={telephone(number)} aria-label={shared('brand.emergency', { phone: number })}>
			<Icon path={phone} />
			<span class="figures">{number}</span>
		</a>
	);
}
