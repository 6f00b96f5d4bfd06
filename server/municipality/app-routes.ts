import type { Request, Response, Router } from 'express';
import { problemOf, sendProblem } from '../platform/errors.ts';
import { notFound } from '../platform/problem.ts';
import { iconPng } from './app-icon.ts';
import { inLanguage } from './catalogue.ts';
import type { Context } from './index.ts';

const words = {
	report: { en: 'Report a fault', af: 'Meld ’n fout aan', xh: 'Xela impazamo' },
	map: { en: 'Faults on the map', af: 'Foute op die kaart', xh: 'Iimpazamo kwimephu' },
	waiting: { en: 'Reports that wait', af: 'Aanmeldings wat wag', xh: 'Iingxelo ezilindileyo' },
};

const icons = [
	{ file: '192.png', size: 192, maskable: false },
	{ file: '512.png', size: 512, maskable: false },
	{ file: 'maskable-512.png', size: 512, maskable: true },
	{ file: 'touch-180.png', size: 180, maskable: true },
];

const fallback = '#1f5f8b';

/** Black or white, whichever is read better on a colour. */
function inkOn(colour: string): string {
	const parts = [1, 3, 5].map((at) => {
		const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	const light = 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
	return light > 0.179 ? '#101418' : '#ffffff';
}

const colourOf = ({ town }: Context): string => {
	const { colour = fallback } = town.municipality.brand;
	return /^#[0-9a-f]{6}$/i.test(colour) ? colour : fallback;
};

/** What a device must know to keep the residents' app among its own: all of it the municipality's data. */
function manifest(context: Context): object {
	const { name, languages } = context.town.municipality;
	const language = languages.includes(context.language) ? context.language : (languages[0] ?? 'en');
	const said = (it: Record<string, string>): string => inLanguage(it, language);
	return {
		id: '/',
		name: `${said(words.report)} · ${name}`,
		short_name: name.replace(/ \(.*\)$/, '').slice(0, 24),
		lang: language,
		dir: 'ltr',
		start_url: '/?home',
		scope: '/',
		display: 'standalone',
		background_color: '#f5f5f2',
		theme_color: colourOf(context),
		icons: icons
			.filter(({ file }) => !file.startsWith('touch'))
			.map(({ file, size, maskable }) => ({ src: `/icons/${file}`, sizes: `${size}x${size}`, type: 'image/png', purpose: maskable ? 'maskable' : 'any' })),
		shortcuts: [
			{ name: said(words.report), url: '/report' },
			{ name: said(words.map), url: '/map' },
			{ name: said(words.waiting), url: '/report/waiting' },
		],
	};
}

/** Answers a device that wants to keep the app: `/manifest.webmanifest`, `/icons/…png`. */
export function appRoutes(router: Router, begin: (request: Request) => Promise<Context>): void {
	const drawn = new Map<string, Promise<Buffer>>();
	const answering =
		(answer: (context: Context, request: Request, response: Response) => Promise<unknown> | unknown) => (request: Request, response: Response) =>
			begin(request)
				.then((context) => answer(context, request, response))
				.catch((error) => sendProblem(request, response, problemOf(error)));

	router.get(
		'/manifest.webmanifest',
		answering((context, _request, response) => {
			response
				.set({ 'cache-control': 'no-cache', vary: 'accept-language' })
				.type('application/manifest+json')
				.send(JSON.stringify(manifest(context)));
		}),
	);

	router.get(
		'/icons/:file',
		answering(async (context, request, response) => {
			const icon = icons.find(({ file }) => file === request.params['file']);
			if (!icon) throw notFound('icon');
			const { name, brand } = context.town.municipality;
			const colour = colourOf(context);
			const key = JSON.stringify([icon.file, name, colour, brand.logo]);
			// Only the present look is kept.
			if (!drawn.has(key) && drawn.size > icons.length) drawn.clear();
			const png = drawn.get(key) ?? iconPng({ ...icon, name, colour, ink: inkOn(colour), logo: brand.logo ?? null });
			drawn.set(key, png);
			response
				.set('cache-control', 'public, max-age=86400')
				.type('png')
				.send(await png);
		}),
	);
}
