import type { JSX } from 'preact';
import { t } from '../../i18n/console.ts';
import { t as shared } from '../../i18n/shared.ts';
import { hrefOf, noRegister, noWork, type View } from '../address.ts';
import { anybody, apps, type Group, groups, type RoomPlace, rooms } from '../places.ts';
import { route } from '../route.ts';
import { may } from '../session.ts';
import { oneMenu } from '../width.ts';
import { Disclosure } from './disclosure.tsx';
import './navigation.css';

/** Whether the person may enter a room. */
export const opensFor = ({ right }: Pick<RoomPlace, 'right'>): boolean => right === anybody || may(right);

const hrefTo = (view: View): string => hrefOf({ ...route.value, view, asset: null, proposal: null, map: false, register: noRegister, work: noWork });

function RoomLink({ view }: { view: View }): JSX.Element {
	return (
		<a href={hrefTo(view)} aria-current={route.value.view === view ? 'page' : undefined}>
			{t(`place.${view}`)}
		</a>
	);
}

/** A group as somebody sees it: its rooms that open for them, and the apps that belong to work. */
const within = (group: Group): readonly RoomPlace[] => rooms.filter((it) => it.group === group && opensFor(it));
const appsWithin = (group: Group) => (group === 'work' ? apps.filter(({ right }) => may(right)) : []);

function GroupList({ group, named }: { group: Group; named?: boolean }): JSX.Element {
	return (
		<ul aria-label={named ? t(`nav.${group}`) : undefined}>
			{within(group).map(({ view }) => (
				<li key={view}>
					<RoomLink view={view} />
				</li>
			))}
			{appsWithin(group).map(({ name, href }) => (
				<li key={name} class="other-app">
					<a href={href}>{t(`nav.${name}`)}</a>
				</li>
			))}
		</ul>
	);
}

/** A group of one is its room; else a button that shows its rooms under it. */
function GroupMenu({ group }: { group: Group }): JSX.Element | null {
	const own = within(group);
	const [only] = own;
	if (own.length + appsWithin(group).length === 0) return null;
	if (only && own.length + appsWithin(group).length === 1) return <RoomLink view={only.view} />;
	const here = own.find(({ view }) => view === route.value.view);
	return (
		<Disclosure
			current={here !== undefined}
			label={t(`nav.${group}`)}
			spoken={here && t('nav.here', { group: t(`nav.${group}`), room: t(`place.${here.view}`) })}
		>
			<GroupList group={group} />
		</Disclosure>
	);
}

/** Where there is little room one button, named after the room somebody is in, shows all of them in their groups. */
function OneMenu(): JSX.Element {
	const first = rooms.filter((it) => it.group === 'first' && opensFor(it));
	return (
		<Disclosure wide label={`${t('nav.rooms')}: ${t(`place.${route.value.view}`)}`}>
			<ul>
				{[...first.map(({ view }) => view), 'account' as const].map((view) => (
					<li key={view}>
						<RoomLink view={view} />
					</li>
				))}
			</ul>
			{groups
				.filter((group) => within(group).length + appsWithin(group).length > 0)
				.map((group) => (
					<div key={group}>
						<p class="group-name" aria-hidden="true">
							{t(`nav.${group}`)}
						</p>
						<GroupList group={group} named />
					</div>
				))}
		</Disclosure>
	);
}

/** The way through the console: the queue, and the other rooms in groups. */
export function Navigation(): JSX.Element {
	return (
		<nav class="rooms" aria-label={shared('menu.open')}>
			{oneMenu.value ? (
				<OneMenu />
			) : (
				<>
					{rooms
						.filter((it) => it.group === 'first' && opensFor(it))
						.map(({ view }) => (
							<RoomLink key={view} view={view} />
						))}
					{groups.map((group) => (
						<GroupMenu key={group} group={group} />
					))}
				</>
			)}
		</nav>
	);
}
