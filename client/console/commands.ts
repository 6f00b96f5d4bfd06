import { t } from '../i18n/console.ts';
import { type Language, languageNames, offered, setLanguage } from '../i18n/language.ts';
import { t as shared } from '../i18n/shared.ts';
import type { Command } from '../ui/command-palette.tsx';
import { check, edit, list, map, moon, person, refresh, send, signOut, undo } from '../ui/icons.ts';
import { clock, flag, language, link, merge, message, wrench } from '../ui/staff-icons.ts';
import { setTheme, theme } from '../ui/theme.ts';
import { lanes, noRegister } from './address.ts';
import { theCase } from './desk/case.ts';
import { takeBack } from './desk/change-fault.ts';
import { answerPublicly, confirmAsset, mayOpen, toggleForm } from './desk/fault-actions.tsx';
import { focusRow, pointed } from './desk/pointed.ts';
import { load, rows } from './desk/queue.ts';
import { anybody, apps, rooms } from './places.ts';
import { go, narrow, route } from './route.ts';
import { leave, may } from './session.ts';

/** Goes to the next row (1) or the one before (−1), from the one the keyboard or the open fault is on. */
export function stepRow(step: 1 | -1): void {
	const shown = rows.peek();
	const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : undefined;
	const from = shown.findIndex(({ code }) => code === (focused ?? route.peek().fault));
	const to = shown[Math.min(shown.length - 1, Math.max(0, from + (from < 0 ? 1 : step)))];
	if (!to) return;
	pointed.value = to.code;
	focusRow(to.code);
}

/** Takes back the last change of the open fault. */
export function undoHere(): void {
	const it = theCase.peek();
	if (it?.mayUndo && may('fault.move')) void takeBack(it.fault.code);
}

interface DeskAction {
	name: string;
	key: string;
	right: string;
	icon: string;
	label: () => string;
	run: () => void;
}

/** What can be done with the open fault, by key and by command. */
export const deskActions: readonly DeskAction[] = [
	{ name: 'confirm', key: 'c', right: 'fault.link', icon: check, label: () => t('action.confirm'), run: confirmAsset },
	{ name: 'link', key: 'r', right: 'fault.link', icon: edit, label: () => t('action.link'), run: () => toggleForm('link') },
	{ name: 'recategorise', key: 't', right: 'fault.link', icon: refresh, label: () => t('action.recategorise'), run: () => toggleForm('recategorise') },
	{ name: 'move', key: 's', right: 'fault.move', icon: flag, label: () => t('action.move'), run: () => toggleForm('move') },
	{ name: 'assign', key: 'a', right: 'fault.assign', icon: person, label: () => t('action.assign'), run: () => toggleForm('assign') },
	{ name: 'order', key: 'o', right: 'fault.assign', icon: list, label: () => t('action.order'), run: () => toggleForm('order') },
	{ name: 'merge', key: 'm', right: 'fault.merge', icon: merge, label: () => t('action.merge'), run: () => toggleForm('merge') },
	{ name: 'work', key: 'w', right: 'work.plan', icon: wrench, label: () => t('action.work'), run: () => toggleForm('work') },
	{ name: 'note', key: 'n', right: 'fault.read', icon: message, label: () => t('action.note'), run: () => toggleForm('note') },
	{ name: 'answer', key: 'y', right: 'fault.read', icon: send, label: () => t('action.answer'), run: answerPublicly },
	{ name: 'undo', key: 'u', right: 'fault.move', icon: undo, label: () => shared('action.undo'), run: undoHere },
];

const fitting = ({ name, right }: DeskAction): boolean => {
	const it = theCase.peek();
	if (!it || !may(right)) return false;
	if (name === 'undo') return it.mayUndo !== null;
	if (name === 'answer') return mayOpen('note', it);
	if (name === 'confirm') return it.fault.asset !== null && !it.fault.confirmed;
	return mayOpen(name as Parameters<typeof mayOpen>[0], it);
};

const setting = (): Command[] => [
	...offered.value.map((it: Language) => ({
		name: `language-${it}`,
		label: `${shared('language.choose')}: ${languageNames[it]}`,
		icon: language,
		run: () => void setLanguage(it),
	})),
	{
		name: 'theme',
		label: shared(theme.value === 'dark' ? 'theme.light' : 'theme.dark'),
		icon: moon,
		run: () => setTheme(theme.peek() === 'dark' ? 'light' : 'dark'),
	},
	{ name: 'leave', label: t('signOut'), icon: signOut, run: () => void leave() },
];

/** All that can be done from here, for the command palette. */
export function commands(): Command[] {
	const atDesk = route.peek().view === 'desk';
	const actions = atDesk ? deskActions.filter(fitting).map(({ name, key, icon, label, run }) => ({ name, label: label(), icon, keys: key, run })) : [];
	return [
		...actions,
		...lanes.map((lane) => ({
			name: `lane-${lane}`,
			label: `${t('place.desk')}: ${t(`lane.${lane}`)}`,
			icon: lane === 'overdue' ? clock : list,
			run: () => {
				go({ view: 'desk' });
				narrow({ lane });
			},
		})),
		...rooms
			.filter(({ view, right }) => view !== 'desk' && view !== 'edit' && (right === anybody || may(right)))
			.map(({ view, icon }) => ({ name: view, label: t(`place.${view}`), icon, run: () => go({ view, register: noRegister }) })),
		...apps.filter(({ right }) => may(right)).map(({ name, href }) => ({ name, label: t(`nav.${name}`), icon: link, run: () => location.assign(href) })),
		{ name: 'map', label: t('desk.toMap'), icon: map, run: () => document.querySelector<HTMLElement>('.map')?.focus() },
		{ name: 'refresh', label: t('queue.refresh'), icon: refresh, run: () => void load() },
		...setting(),
	];
}
