/** What a website wants to show, and how. */
export interface Wish {
	view: 'report' | 'map' | 'ward';
	/** Code of a ward; empty for all of them, on the map. */
	ward: string;
	/** Empty: the visitor's own. */
	language: string;
	/** Six hexadecimal digits; empty: the municipality's own. */
	colour: string;
	theme: '' | 'light' | 'dark';
	height: number;
	how: 'script' | 'frame';
	title: string;
}

const paths = { report: '/embed/report', map: '/embed/map', ward: '/embed/ward/' } as const;

/** The address of the frame. */
export function frameAddress(origin: string, { view, ward, language, colour, theme }: Wish): string {
	const url = new URL(view === 'ward' ? paths.ward + encodeURIComponent(ward) : paths[view], origin);
	const asked = { ward: view === 'map' ? ward : '', lang: language, colour, theme };
	for (const [name, value] of Object.entries(asked)) if (value) url.searchParams.set(name, value);
	return url.href;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (it) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[it] ?? it);

const attributes = (values: Readonly<Record<string, string>>): string =>
	Object.entries(values)
		.flatMap(([name, value]) => (value ? [` ${name}="${escaped(value)}"`] : []))
		.join('');

/** What is to be copied into the website's page. */
export function snippet(origin: string, wish: Wish): string {
	const { view, ward, language, colour, theme, height, how, title } = wish;
	if (how === 'frame') {
		const frame = {
			src: frameAddress(origin, wish),
			title,
			width: '100%',
			height: String(height),
			allow: 'geolocation; camera; clipboard-write',
			loading: 'lazy',
		};
		return `<iframe${attributes(frame)}></iframe>`;
	}
	const data = { 'data-view': view, 'data-ward': view === 'report' ? '' : ward, 'data-lang': language, 'data-colour': colour, 'data-theme': theme };
	return `<script${attributes({ src: `${origin}/embed.js`, ...data, 'data-height': String(height), 'data-title': title })} async></script>`;
}
