import { effect } from '@preact/signals';
import { wearBrand } from '../../ui/brand.ts';
import { theme } from '../../ui/theme.ts';
import { route } from '../route.ts';
import './frame.css';

/** What the snippet has asked for; it is kept for screens that are loaded again, where the browser keeps anything for us in there. */
function wished(name: string): string | null {
	const said = new URLSearchParams(location.search).get(name);
	try {
		if (said) sessionStorage.setItem(`faultline.${name}`, said);
		return said ?? sessionStorage.getItem(`faultline.${name}`);
	} catch {
		return said;
	}
}

const tell = (news: { faultline: 'height'; height: number } | { faultline: 'moved' }): void => parent.postMessage(news, '*');

/** A screen that fills the window has no height of its own: the page it stands in decides. */
const fills = (): boolean => document.querySelector('.faults, .step') !== null;

function followHeight(target: Element): void {
	let last = 0;
	const told = (): void => {
		const height = fills() ? Math.max(last, 640) : target.scrollHeight;
		if (height === last) return;
		last = height;
		tell({ faultline: 'height', height });
	};
	new ResizeObserver(told).observe(target);
}

/** Wears the colour that the website asked for, tells it how high we are, and that another screen is shown. */
export function startFrame(): void {
	const colour = wished('colour');
	if (colour && /^[0-9a-f]{6}$/i.test(colour)) wearBrand(`#${colour}`);
	const appearance = wished('theme');
	if (appearance === 'dark' || appearance === 'light') theme.value = appearance;
	const target = document.getElementById('app');
	if (target) followHeight(target);
	let path = route.peek().path;
	effect(() => {
		if (route.value.path === path) return;
		path = route.value.path;
		tell({ faultline: 'moved' });
	});
}
