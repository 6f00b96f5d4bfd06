import { dark } from '../ui/theme.ts';

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Paper is white: what is drawn in the colours of the dark is drawn in those of the light first, and back again after. */
export async function printPaper(): Promise<void> {
	const root = document.documentElement;
	const { theme } = root.dataset;
	const wasDark = dark.peek();
	if (wasDark) {
		root.dataset['theme'] = 'light';
		dark.value = false;
		// One frame for the views to follow, one for what they draw.
		await frame();
		await frame();
	}
	print();
	if (!wasDark) return;
	if (theme === undefined) delete root.dataset['theme'];
	else root.dataset['theme'] = theme;
	dark.value = wasDark;
}
