import { effect, signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';

const kept = 'faultline.theme';
const themes: readonly string[] = ['auto', 'light', 'dark'];

const remembered = (): Theme => {
	try {
		const it = localStorage.getItem(kept) ?? '';
		return themes.includes(it) ? (it as Theme) : 'auto';
	} catch {
		return 'auto';
	}
};

/** What the person chose; `auto` follows the device. */
export const theme = signal<Theme>('auto');

/** Whether it is dark now: maps and charts draw themselves accordingly. */
export const dark = signal(false);

/** Begins to follow the choice and the device. */
export function startTheme(): void {
	theme.value = remembered();
	const device = matchMedia('(prefers-color-scheme: dark)');
	const follow = (): void => {
		dark.value = theme.value === 'dark' || (theme.value === 'auto' && device.matches);
	};
	device.addEventListener('change', follow);
	effect(() => {
		if (theme.value === 'auto') delete document.documentElement.dataset['theme'];
		else document.documentElement.dataset['theme'] = theme.value;
		follow();
	});
}

/** The person chose an appearance: shown now, and again the next time. */
export function setTheme(chosen: Theme): void {
	theme.value = chosen;
	try {
		localStorage.setItem(kept, chosen);
	} catch {
		// Storage is refused in some private windows: the choice then lasts as long as the page.
	}
}
